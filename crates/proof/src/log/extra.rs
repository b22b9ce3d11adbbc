use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};

use super::{LogError, Salt};
use crate::canonical;

/// What travels beside a proof, so that it can be checked without asking the log: deterministic CBOR in the
/// `extra` line. Not signed; the entry counts because its hash is in the tree.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Extra {
    /// The salt of the entry's commitments.
    #[n(0)]
    pub salt: Salt,
    /// The leaf.
    #[n(1)]
    pub entry: ByteVec,
}

impl Extra {
    /// Salt and leaf.
    #[must_use]
    pub fn new(salt: Salt, entry: Vec<u8>) -> Self {
        Self { salt, entry: entry.into() }
    }

    /// The deterministic CBOR.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        canonical::encode(self)
    }

    pub(super) fn parse(bytes: &[u8]) -> Result<Self, LogError> {
        canonical::decode(bytes).map_err(|_| LogError::form("the proof's extra line is not [salt, entry]"))
    }
}
