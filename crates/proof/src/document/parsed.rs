use super::payload::Payload;
use super::{Document, DocumentError, MAX_DOCUMENT_BYTES, Verified};
use crate::envelope::{self, Envelope};
use crate::keys::{KeyId, PublicKey, SignError, Signer};
use crate::{Digest, canonical};

/// A document of the right form and type, by no one yet: what it says can't be read before it is verified.
pub struct Parsed<D> {
    envelope: Envelope,
    payload: Payload<D>,
}

impl<D: Document> Parsed<D> {
    /// Reads a signed document in its one deterministic form.
    ///
    /// # Errors
    /// Any [`DocumentError`] except those about the key and its signature.
    pub fn parse(bytes: &[u8]) -> Result<Self, DocumentError> {
        let envelope = Envelope::parse(D::TYP, bytes, MAX_DOCUMENT_BYTES)?;
        let payload = canonical::decode(envelope.payload())?;
        Ok(Self { envelope, payload })
    }

    /// Which key to try.
    #[must_use]
    pub const fn kid(&self) -> KeyId {
        self.envelope.kid()
    }

    /// SHA-256 of the payload: the document's name.
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest::of(self.envelope.payload())
    }

    /// Checks that exactly this key signed it. Whether it is *allowed* to, and when, is the caller's to check
    /// in the claims.
    ///
    /// # Errors
    /// [`DocumentError::WrongAlgorithm`], [`DocumentError::WrongKey`] or [`DocumentError::BadSignature`].
    pub fn verify(self, key: &PublicKey) -> Result<Verified<D>, DocumentError> {
        self.envelope.verify(key)?;
        Ok(Verified::new(self.payload.claims, self.payload.body, self.envelope, key.thumbprint()))
    }

    /// The same payload, so the same name, signed by another key: after a rotation. For documents from one's own
    /// store only: the signature it has is not checked.
    ///
    /// # Errors
    /// When the key can't be used.
    pub fn resign(&self, key: &dyn Signer) -> Result<Vec<u8>, SignError> {
        envelope::try_sign(D::TYP, self.envelope.payload().to_vec(), key)
    }
}
