//! The public log as those see it who trust nobody: what its leaves say, and how a leaf is proved to be in it.
//! Formats of C2SP (signed-note, tlog-checkpoint, tlog-cosignature, tlog-proof) over Merkle trees of RFC 6962.
//! Small enough for a phone; the log itself is the crate `tlog`.

mod base64;
mod checkpoint;
mod commitment;
mod entry;
mod entry_kind;
mod error;
mod extra;
mod logged_entry;
mod merkle;
mod note;
mod note_key;
mod sign_error;
mod signed_checkpoint;
mod text;
mod tree;
mod trust;

pub use checkpoint::Checkpoint;
pub use commitment::{Commitment, Salt};
pub use entry::{Entry, EntryVersion, MAX_ENTRY_BYTES};
pub use entry_kind::EntryKind;
pub use error::LogError;
pub use extra::Extra;
pub use logged_entry::LoggedEntry;
pub use merkle::{empty_root, is_consistent, leaf_hash, node_hash, root_of_path};
pub use note::{Note, NoteSignature, cosign, sign};
pub use note_key::{NoteKey, NoteKeyError, SignatureKind};
pub use sign_error::NoteSignError;
pub use signed_checkpoint::SignedCheckpoint;
pub use text::LogProof;
pub use tree::Tree;
pub use trust::LogTrust;
