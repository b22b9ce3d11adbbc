use std::fmt;
use std::str::FromStr;

use data_encoding::{BASE64, HEXLOWER_PERMISSIVE};
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

use super::base64;
use crate::keys::{self, PublicKey};

/// What a signature on a note says (signed-note: signature types). Both are Ed25519.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignatureKind {
    /// Over the text: a log's own.
    Note,
    /// Over the time and the text: a witness's (tlog-cosignature).
    Cosignature,
}

impl SignatureKind {
    const fn byte(self) -> u8 {
        match self {
            Self::Note => 1,
            Self::Cosignature => 4,
        }
    }

    /// What is signed: for a cosignature the time, in seconds since 1970, stands before the text.
    pub(super) fn message(self, text: &str, seconds: u64) -> String {
        match self {
            Self::Note => text.to_owned(),
            Self::Cosignature => format!("cosignature/v1\ntime {seconds}\n{text}"),
        }
    }
}

/// A key that checks signatures on notes. As text: a verifier key `name+hash+key` of signed-note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteKey {
    name: String,
    kind: SignatureKind,
    key: PublicKey,
    raw: [u8; 32],
}

/// Why a text or a key is no key of a note.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoteKeyError {
    /// Not the three parts of a verifier key.
    #[error("a verifier key looks like `name+1234abcd+base64`")]
    Text,
    /// The name is empty or has spaces or plus signs.
    #[error("the name of a key is not empty and has no spaces and no `+`")]
    Name,
    /// Neither Ed25519 nor an Ed25519 cosignature.
    #[error("only Ed25519 keys (type 1) and Ed25519 cosignature keys (type 4) are known")]
    Kind,
    /// The hash in the middle belongs to another name or key.
    #[error("the hash of the verifier key does not fit its name and key")]
    Hash,
}

impl NoteKey {
    /// A key of a log or a witness.
    ///
    /// # Errors
    /// [`NoteKeyError::Name`] or [`NoteKeyError::Kind`].
    pub fn new(name: &str, kind: SignatureKind, key: PublicKey) -> Result<Self, NoteKeyError> {
        if name.is_empty() || name.contains(|c: char| c.is_whitespace() || c.is_control() || c == '+') {
            return Err(NoteKeyError::Name);
        }
        let PublicKey::Ed25519(raw) = &key else { return Err(NoteKeyError::Kind) };
        let raw = raw.to_bytes();
        Ok(Self { name: name.to_owned(), kind, key, raw })
    }

    /// Who signs.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What its signatures say.
    #[must_use]
    pub const fn kind(&self) -> SignatureKind {
        self.kind
    }

    /// The key.
    #[must_use]
    pub const fn public_key(&self) -> PublicKey {
        self.key
    }

    /// The four bytes before its signatures: a hint, never a proof.
    #[must_use]
    pub fn id(&self) -> [u8; 4] {
        let hash = Sha256::new().chain_update(&self.name).chain_update([b'\n', self.kind.byte()]);
        let [a, b, c, d, ..]: [u8; 32] = hash.chain_update(self.raw).finalize().into();
        [a, b, c, d]
    }

    /// The second in which this key signed the text, 0 for kinds that do not say; nothing when it did not.
    pub(super) fn signed_at(&self, text: &str, signature: &[u8]) -> Option<i64> {
        let (seconds, signature) = match self.kind {
            SignatureKind::Note => (0, signature),
            SignatureKind::Cosignature => {
                let (seconds, signature) = signature.split_first_chunk()?;
                (u64::from_be_bytes(*seconds), signature)
            }
        };
        let at = i64::try_from(seconds).ok().filter(|at| Timestamp::from_second(*at).is_ok())?;
        self.key.is_signature(self.kind.message(text, seconds).as_bytes(), signature).then_some(at)
    }
}

impl fmt::Display for NoteKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = BASE64.encode(&[&[self.kind.byte()], self.raw.as_slice()].concat());
        write!(f, "{}+{}+{key}", self.name, HEXLOWER_PERMISSIVE.encode(&self.id()))
    }
}

impl FromStr for NoteKey {
    type Err = NoteKeyError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (name, rest) = text.split_once('+').ok_or(NoteKeyError::Text)?;
        let (id, key) = rest.split_once('+').ok_or(NoteKeyError::Text)?;
        let id = HEXLOWER_PERMISSIVE.decode(id.as_bytes()).map_err(|_| NoteKeyError::Text)?;
        let key = base64::decode(key).ok_or(NoteKeyError::Text)?;
        let (kind, raw) = key.split_first().ok_or(NoteKeyError::Text)?;
        let kind = [SignatureKind::Note, SignatureKind::Cosignature].into_iter().find(|k| k.byte() == *kind);
        let raw = raw.try_into().map_err(|_| NoteKeyError::Kind)?;
        let key = keys::ed25519(raw).map_err(|_| NoteKeyError::Kind)?;
        let key = Self::new(name, kind.ok_or(NoteKeyError::Kind)?, key)?;
        if key.id() == *id { Ok(key) } else { Err(NoteKeyError::Hash) }
    }
}
