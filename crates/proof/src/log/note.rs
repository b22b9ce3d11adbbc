use std::fmt;
use std::str::FromStr;

use data_encoding::BASE64;
use jiff::Timestamp;

use super::{LogError, NoteKey, NoteSignError, SignatureKind, base64};
use crate::keys::Signer;

/// More bytes are not read.
const MAX_BYTES: usize = 64 * 1024;
/// More signatures are not read; signed-note demands at least 16.
const MAX_SIGNATURES: usize = 64;

/// A text with signatures below it (signed-note). Nothing of it counts before a signature was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The text with its final line end.
    pub text: String,
    /// In the order of their lines.
    pub signatures: Vec<NoteSignature>,
}

/// One line below the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteSignature {
    /// Who is said to have signed.
    pub name: String,
    /// The first bytes of the hash over name, kind and key.
    pub id: [u8; 4],
    /// The signature, for a cosignature with its time before it.
    pub bytes: Vec<u8>,
}

impl NoteSignature {
    /// Whether it claims to be by this key.
    #[must_use]
    pub fn is_by(&self, key: &NoteKey) -> bool {
        self.name == key.name() && self.id == key.id()
    }
}

impl Note {
    /// When this key signed, in seconds since 1970 and 0 for a kind that does not say; nothing when there is
    /// no signature by it. Signatures by keys that nobody asks for are never looked at.
    ///
    /// # Errors
    /// [`LogError::Signature`] when a signature in this key's name is wrong.
    pub fn signed_by(&self, key: &NoteKey) -> Result<Option<i64>, LogError> {
        let mut signed = None;
        for line in self.signatures.iter().filter(|line| line.is_by(key)) {
            signed = Some(key.signed_at(&self.text, &line.bytes).ok_or(LogError::Signature)?);
        }
        Ok(signed)
    }
}

/// A log's signature on a text.
///
/// # Errors
/// [`NoteSignError`] when the key can't sign notes or did not sign.
pub fn sign(text: &str, name: &str, key: &dyn Signer) -> Result<NoteSignature, NoteSignError> {
    signature(text, name, SignatureKind::Note, 0, key)
}

/// A witness's signature on a text at a time.
///
/// # Errors
/// [`NoteSignError`] when the key can't sign notes or did not sign, or the time is before 1970.
pub fn cosign(
    text: &str,
    name: &str,
    at: Timestamp,
    key: &dyn Signer,
) -> Result<NoteSignature, NoteSignError> {
    let seconds = u64::try_from(at.as_second()).map_err(|_| NoteSignError::Time)?;
    signature(text, name, SignatureKind::Cosignature, seconds, key)
}

fn signature(
    text: &str,
    name: &str,
    kind: SignatureKind,
    seconds: u64,
    key: &dyn Signer,
) -> Result<NoteSignature, NoteSignError> {
    let checks = NoteKey::new(name, kind, key.public_key())?;
    let signed = key.sign(kind.message(text, seconds).as_bytes())?;
    let bytes = match kind {
        SignatureKind::Note => signed,
        SignatureKind::Cosignature => [seconds.to_be_bytes().as_slice(), &signed].concat(),
    };
    Ok(NoteSignature { name: name.to_owned(), id: checks.id(), bytes })
}

impl fmt::Display for NoteSignature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = [self.id.as_slice(), &self.bytes].concat();
        writeln!(f, "— {} {}", self.name, BASE64.encode(&bytes))
    }
}

impl FromStr for NoteSignature {
    type Err = LogError;

    /// Reads a line without its end.
    fn from_str(line: &str) -> Result<Self, Self::Err> {
        let malformed = || LogError::form("a line below a note is not `— name base64`");
        let (name, bytes) = line.strip_prefix("— ").and_then(|l| l.split_once(' ')).ok_or_else(malformed)?;
        let bytes = base64::decode(bytes).ok_or_else(malformed)?;
        let (id, bytes) = bytes.split_first_chunk().ok_or_else(malformed)?;
        if name.is_empty() || name.contains(|c: char| c.is_whitespace() || c == '+') || bytes.is_empty() {
            return Err(malformed());
        }
        Ok(Self { name: name.to_owned(), id: *id, bytes: bytes.to_vec() })
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.signatures.iter().try_for_each(|signature| signature.fmt(f))
    }
}

impl FromStr for Note {
    type Err = LogError;

    fn from_str(note: &str) -> Result<Self, Self::Err> {
        if note.len() > MAX_BYTES {
            return Err(LogError::form(format!("a note of more than {MAX_BYTES} bytes")));
        }
        if note.contains(|c: char| c < ' ' && c != '\n') {
            return Err(LogError::form("a control character in a note"));
        }
        let (text, lines) =
            note.rsplit_once("\n\n").ok_or_else(|| LogError::form("a note without signatures"))?;
        let lines =
            lines.strip_suffix('\n').ok_or_else(|| LogError::form("a note without its last line end"))?;
        if lines.split('\n').count() > MAX_SIGNATURES {
            return Err(LogError::form(format!("a note with more than {MAX_SIGNATURES} signatures")));
        }
        let signatures = lines.split('\n').map(str::parse).collect::<Result<_, _>>()?;
        Ok(Self { text: format!("{text}\n"), signatures })
    }
}
