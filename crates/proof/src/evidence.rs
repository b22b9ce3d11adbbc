//! Everything a stranger needs to check a restriction, or a release, without asking anyone.

use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};

use crate::keys::PublicKey;
use crate::{DocumentError, canonical};

/// An evidence file is at most this long, in bytes.
pub const MAX_EVIDENCE_BYTES: usize = 16 * 1024 * 1024;

/// The version of the file's form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum EvidenceVersion {
    /// The first.
    #[n(1)]
    V1,
}

/// A file that carries documents together with what proves them. It is not signed: each part is.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Evidence {
    /// The form of what follows.
    #[n(0)]
    pub version: EvidenceVersion,
    /// Roots without a gap, oldest first; the reader trusts the one whose name it knows.
    #[n(1)]
    pub roots: Vec<ByteVec>,
    /// The lender's rosters under which the documents were signed, oldest first.
    #[n(2)]
    pub rosters: Vec<ByteVec>,
    /// Signed documents of any type, oldest first.
    #[n(3)]
    pub documents: Vec<ByteVec>,
    /// Proofs that entries are in the public log ([`crate::log::LogProof`]).
    #[n(4)]
    pub proofs: Vec<String>,
    /// The device's own keys; which of them counts, warrants say by its thumbprint.
    #[n(5)]
    pub device_keys: Vec<PublicKey>,
}

impl Evidence {
    /// A file without anything in it.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            version: EvidenceVersion::V1,
            roots: Vec::new(),
            rosters: Vec::new(),
            documents: Vec::new(),
            proofs: Vec::new(),
            device_keys: Vec::new(),
        }
    }

    /// The file's bytes: deterministic CBOR.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        canonical::encode(self)
    }

    /// Reads a file in its one deterministic form. What is in it is not checked.
    ///
    /// # Errors
    /// [`DocumentError::TooLarge`], [`DocumentError::Malformed`] or [`DocumentError::NotDeterministic`].
    pub fn parse(bytes: &[u8]) -> Result<Self, DocumentError> {
        if bytes.len() > MAX_EVIDENCE_BYTES {
            return Err(DocumentError::TooLarge { size: bytes.len(), limit: MAX_EVIDENCE_BYTES });
        }
        Ok(canonical::decode(bytes)?)
    }
}

impl Default for Evidence {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn comes_back_as_it_was(documents: Vec<Vec<u8>>, proofs: Vec<String>) {
            let documents = documents.into_iter().map(ByteVec::from).collect();
            let evidence = Evidence { documents, proofs, ..Evidence::new() };
            prop_assert_eq!(Evidence::parse(&evidence.to_bytes()), Ok(evidence));
        }

        #[test]
        fn random_bytes_are_refused(bytes: Vec<u8>) {
            prop_assert!(Evidence::parse(&bytes).is_err());
        }
    }
}
