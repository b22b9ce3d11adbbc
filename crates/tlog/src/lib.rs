//! The public append-only log: its files, checkpoints, proofs and witnesses.
