use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};

use super::Sheet;
use crate::document::DocumentError;
use crate::envelope::Envelope;
use crate::keys::{KeyId, PublicKey};
use crate::log::{leaf_hash, root_of_path};
use crate::{Digest, canonical};

/// A document on a sheet as it travels.
#[derive(Encode, Decode)]
#[cbor(array)]
pub(super) struct Parts {
    /// The signed sheet.
    #[n(0)]
    pub(super) sheet: ByteVec,
    /// The document's place, from 0.
    #[n(1)]
    pub(super) index: u64,
    /// The siblings on its way to the root.
    #[n(2)]
    pub(super) path: Vec<Digest>,
    /// What it says.
    #[n(3)]
    pub(super) payload: ByteVec,
}

/// The longest way through a tree that anyone can build.
const LONGEST_PATH: usize = 48;

/// A document of a sheet, readable, on the sheet, but with nobody's signature checked.
pub(crate) struct Sheeted {
    sheet: Envelope,
    payload: ByteVec,
    bytes: Vec<u8>,
}

impl Sheeted {
    /// What a document on a sheet begins with: an array of four. One that is signed alone begins with a tag.
    pub(crate) const HEAD: u8 = 0x84;

    /// Reads it in its one deterministic form and follows its path to the sheet's root.
    pub(crate) fn parse(typ: &'static str, bytes: &[u8], limit: usize) -> Result<Self, DocumentError> {
        if bytes.len() > limit {
            return Err(DocumentError::TooLarge { size: bytes.len(), limit });
        }
        let parts: Parts = canonical::decode(bytes)?;
        let envelope = Envelope::parse(Sheet::TYP, &parts.sheet, limit)?;
        let sheet: Sheet = canonical::decode(envelope.payload())?;
        if sheet.typ != typ {
            let found = sheet.typ.chars().take(80).collect();
            return Err(DocumentError::WrongType { expected: typ, found });
        }
        let leaf = leaf_hash(Digest::of(&parts.payload).as_bytes());
        let is_short = parts.path.len() <= LONGEST_PATH;
        let root = root_of_path(leaf, parts.index, sheet.count, &parts.path).filter(|_| is_short);
        if root != Some(sheet.root) {
            return Err(DocumentError::NotOnSheet);
        }
        Ok(Self { sheet: envelope, payload: parts.payload, bytes: bytes.to_vec() })
    }

    /// What type the documents of the sheet claim to be of; nothing is checked.
    pub(crate) fn claimed_type(bytes: &[u8]) -> Option<String> {
        let parts: Parts = canonical::decode(bytes).ok()?;
        let envelope = Envelope::parse(Sheet::TYP, &parts.sheet, bytes.len()).ok()?;
        canonical::decode(envelope.payload()).ok().map(|sheet: Sheet| sheet.typ)
    }

    pub(crate) fn payload(&self) -> &[u8] {
        &self.payload
    }

    pub(crate) const fn kid(&self) -> KeyId {
        self.sheet.kid()
    }

    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// Checks that exactly this key signed the sheet.
    pub(crate) fn verify(&self, key: &PublicKey) -> Result<(), DocumentError> {
        self.sheet.verify(key)
    }
}
