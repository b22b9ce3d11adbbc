use super::form::Form;
use super::payload::Payload;
use super::{Document, DocumentError, Verified};
use crate::envelope;
use crate::keys::{KeyId, PublicKey, SignError, Signer};
use crate::{Digest, canonical};

/// A document of the right form and type, by no one yet: what it says can't be read before it is verified.
pub struct Parsed<D> {
    form: Form,
    payload: Payload<D>,
}

impl<D: Document> Parsed<D> {
    /// Reads a document, signed alone or on a sheet, in its one deterministic form.
    ///
    /// # Errors
    /// Any [`DocumentError`] except those about the key and its signature.
    pub fn parse(bytes: &[u8]) -> Result<Self, DocumentError> {
        let form = Form::parse(D::TYP, bytes)?;
        let payload = canonical::decode(form.payload())?;
        Ok(Self { form, payload })
    }

    /// Which key to try.
    #[must_use]
    pub const fn kid(&self) -> KeyId {
        self.form.kid()
    }

    /// SHA-256 of the payload: the document's name.
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest::of(self.form.payload())
    }

    /// Checks that exactly this key signed it. Whether it is *allowed* to, and when, is the caller's to check
    /// in the claims.
    ///
    /// # Errors
    /// [`DocumentError::WrongAlgorithm`], [`DocumentError::WrongKey`] or [`DocumentError::BadSignature`].
    pub fn verify(self, key: &PublicKey) -> Result<Verified<D>, DocumentError> {
        self.form.verify(key)?;
        Ok(Verified::new(self.payload.claims, self.payload.body, self.form, key.thumbprint()))
    }

    /// The same payload, so the same name, signed by another key: after a rotation. For documents from one's own
    /// store only: the signature it has is not checked.
    ///
    /// # Errors
    /// When the key can't be used.
    pub fn resign(&self, key: &dyn Signer) -> Result<Vec<u8>, SignError> {
        envelope::try_sign(D::TYP, self.form.payload().to_vec(), key)
    }
}
