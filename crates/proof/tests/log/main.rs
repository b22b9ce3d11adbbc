//! The public log as a device sees it: trees, notes, checkpoints and proofs, and what must not pass for one.

#![expect(clippy::unwrap_used, reason = "test helpers")]

mod docs;
mod entries;
mod merkle;
mod notes;
mod proofs;
mod samples;
mod tree;
