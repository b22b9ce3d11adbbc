use super::form::Form;
use crate::{Claims, Digest};

/// A document with a valid signature. Nothing but [`super::Parsed::verify`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified<D> {
    claims: Claims,
    body: D,
    digest: Digest,
    signed_by: Digest,
    bytes: Vec<u8>,
}

impl<D> Verified<D> {
    pub(super) fn new(claims: Claims, body: D, form: Form, signed_by: Digest) -> Self {
        let digest = Digest::of(form.payload());
        Self { claims, body, digest, signed_by, bytes: form.into_bytes() }
    }

    /// Who says it, to whom, about which contract, for how long.
    #[must_use]
    pub const fn claims(&self) -> &Claims {
        &self.claims
    }

    /// What it says.
    #[must_use]
    pub const fn body(&self) -> &D {
        &self.body
    }

    /// SHA-256 of the payload: the document's name.
    #[must_use]
    pub const fn digest(&self) -> Digest {
        self.digest
    }

    /// The thumbprint of the key that signed it.
    #[must_use]
    pub const fn signed_by(&self) -> Digest {
        self.signed_by
    }

    /// The document as it came.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Claims and body.
    #[must_use]
    pub fn into_parts(self) -> (Claims, D) {
        (self.claims, self.body)
    }
}
