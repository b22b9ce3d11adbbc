//! Many documents, one signature. A *sheet* is what a lender's command key signs when it must say the same kind of
//! thing to thousands of devices at once: the root of a Merkle tree (RFC 6962, 2.1) over the names of all the
//! documents. Each travels with the sheet and its path through the tree and can be checked alone; a release of
//! a million phones costs one signature and two million hashes.

mod sheeted;
mod tree;

pub use tree::{SheetTree, SignedSheet};

pub(crate) use sheeted::Sheeted;

use minicbor::{Decode, Encode};

use crate::Digest;

/// What the key signs.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Sheet {
    /// The media type of every document on it: none passes for one of another type.
    #[n(0)]
    pub typ: String,
    /// How many documents, at least one.
    #[n(1)]
    pub count: u64,
    /// The root of the tree whose leaves are the documents' names, in order.
    #[n(2)]
    pub root: Digest,
}

impl Sheet {
    /// The media type in the protected `typ` header.
    pub const TYP: &'static str = "application/quittance-sheet+cbor";
}
