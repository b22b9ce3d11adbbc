use super::{DocumentError, MAX_DOCUMENT_BYTES};
use crate::envelope::Envelope;
use crate::keys::{KeyId, PublicKey};
use crate::sheet::Sheeted;

/// The two forms in which a document comes.
pub(super) enum Form {
    /// Signed alone.
    Signed(Envelope),
    /// One of many on a signed sheet.
    Sheeted(Sheeted),
}

impl Form {
    pub(super) fn parse(typ: &'static str, bytes: &[u8]) -> Result<Self, DocumentError> {
        if bytes.first() == Some(&Sheeted::HEAD) {
            Sheeted::parse(typ, bytes, MAX_DOCUMENT_BYTES).map(Self::Sheeted)
        } else {
            Envelope::parse(typ, bytes, MAX_DOCUMENT_BYTES).map(Self::Signed)
        }
    }

    pub(super) fn payload(&self) -> &[u8] {
        match self {
            Self::Signed(envelope) => envelope.payload(),
            Self::Sheeted(sheeted) => sheeted.payload(),
        }
    }

    pub(super) const fn kid(&self) -> KeyId {
        match self {
            Self::Signed(envelope) => envelope.kid(),
            Self::Sheeted(sheeted) => sheeted.kid(),
        }
    }

    pub(super) fn verify(&self, key: &PublicKey) -> Result<(), DocumentError> {
        match self {
            Self::Signed(envelope) => envelope.verify(key),
            Self::Sheeted(sheeted) => sheeted.verify(key),
        }
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        match self {
            Self::Signed(envelope) => envelope.into_bytes(),
            Self::Sheeted(sheeted) => sheeted.into_bytes(),
        }
    }
}
