use super::payload::{Payload, PayloadRef};
use super::{Document, DocumentError};
use crate::keys::{LocalSigner, SignError, Signer};
use crate::{Claims, Digest, canonical, envelope};

/// A document before it is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsigned<D> {
    /// Who says it, to whom, about which contract, for how long.
    pub claims: Claims,
    /// What it says.
    pub body: D,
}

impl<D: Document> Unsigned<D> {
    /// The deterministic CWT claims set: what is signed.
    #[must_use]
    pub fn payload(&self) -> Vec<u8> {
        canonical::encode(&PayloadRef { claims: &self.claims, body: &self.body })
    }

    /// Reads what [`Unsigned::payload`] gave.
    ///
    /// # Errors
    /// When the bytes are not the deterministic payload of such a document.
    pub fn from_payload(bytes: &[u8]) -> Result<Self, DocumentError> {
        let Payload { claims, body } = canonical::decode(bytes)?;
        Ok(Self { claims, body })
    }

    /// SHA-256 of the payload: the document's name, known before anyone signs it.
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest::of(&self.payload())
    }

    /// The document, signed by a key in memory: a tagged `COSE_Sign1`.
    #[must_use]
    pub fn sign<K: LocalSigner + ?Sized>(&self, key: &K) -> Vec<u8> {
        envelope::sign(D::TYP, self.payload(), key)
    }

    /// The document, signed by a key wherever it lives.
    ///
    /// # Errors
    /// When the key can't be used.
    pub fn try_sign(&self, key: &dyn Signer) -> Result<Vec<u8>, SignError> {
        envelope::try_sign(D::TYP, self.payload(), key)
    }
}
