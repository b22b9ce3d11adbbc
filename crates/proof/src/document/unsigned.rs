use super::Document;
use super::payload::PayloadRef;
use crate::keys::Signer;
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

    /// SHA-256 of the payload: the document's name, known before anyone signs it.
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest::of(&self.payload())
    }

    /// The signed document: a tagged `COSE_Sign1`.
    #[must_use]
    pub fn sign(&self, key: &dyn Signer) -> Vec<u8> {
        envelope::sign(D::TYP, self.payload(), key)
    }
}
