use data_encoding::BASE64;
use proof::keys::PublicKey;
use serde::{Deserialize, Serialize};

use super::{CustodyError, KeyFile, Purpose};

/// The public half of a key, to give away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicKeyFile {
    format: String,
    /// What the key is for.
    pub purpose: Purpose,
    /// The key.
    pub public_key: PublicKey,
}

impl PublicKeyFile {
    const FORMAT: &'static str = "quittance-public-key/v1";

    /// The public half of a key file; `None` for a secret that has none.
    #[must_use]
    pub fn of(file: &KeyFile) -> Option<Self> {
        let public_key = file.public_key()?;
        Some(Self { format: Self::FORMAT.to_owned(), purpose: file.purpose(), public_key })
    }

    /// Reads such a file, made for this purpose, or a public key in PEM as other programs write it, which says
    /// nothing of its purpose.
    ///
    /// # Errors
    /// [`CustodyError::NotAFile`] or [`CustodyError::OtherPurpose`].
    pub fn parse(text: &str, wanted: Purpose) -> Result<Self, CustodyError> {
        let no = |why: String| CustodyError::NotAFile { expected: Self::FORMAT, why };
        if text.trim_start().starts_with(PEM_BEGIN) {
            let public_key =
                from_pem(text).ok_or_else(|| no("it is PEM, but of no Ed25519 key".to_owned()))?;
            return Ok(Self { format: Self::FORMAT.to_owned(), purpose: wanted, public_key });
        }
        let file: Self = serde_json::from_str(text).map_err(|error| no(error.to_string()))?;
        if file.format != Self::FORMAT {
            return Err(no(format!("its format is `{}`", file.format)));
        }
        let found = file.purpose;
        if found == wanted { Ok(file) } else { Err(CustodyError::OtherPurpose { found, wanted }) }
    }

    /// The file's text.
    #[must_use]
    pub fn to_json(&self) -> String {
        super::key_file::pretty(self)
    }
}

const PEM_BEGIN: &str = "-----BEGIN PUBLIC KEY-----";
const PEM_END: &str = "-----END PUBLIC KEY-----";

/// The `SubjectPublicKeyInfo` of Ed25519 keys up to the key itself (RFC 8410, 4 and 10.1).
const SPKI_HEAD: [u8; 12] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

/// `{1: 1 (OKP), -1: 6 (Ed25519), -2: x}` up to the 32 bytes of x.
const COSE_HEAD: [u8; 8] = [0xa3, 0x01, 0x01, 0x20, 0x06, 0x21, 0x58, 0x20];

fn from_pem(text: &str) -> Option<PublicKey> {
    let inner = text.trim().strip_prefix(PEM_BEGIN)?.strip_suffix(PEM_END)?;
    let base64: String = inner.split_whitespace().collect();
    let der = BASE64.decode(base64.as_bytes()).ok()?;
    let x = der.strip_prefix(SPKI_HEAD.as_slice())?;
    PublicKey::from_cose_key(&[COSE_HEAD.as_slice(), x].concat()).ok()
}
