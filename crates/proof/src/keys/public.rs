use std::fmt;
use std::str::FromStr;

use minicbor::decode::Error as DecodeError;
use minicbor::encode::{Error as EncodeError, Write};
use minicbor::{Decode, Decoder, Encode, Encoder};
use p256::ecdsa::signature::Verifier as _;
use serde::{Deserialize, Serialize};

use super::Algorithm;
use crate::Digest;

/// The first bytes of a key's thumbprint, as in the `kid` header: a hint which key to try, never a proof.
pub type KeyId = [u8; 8];

/// A key that checks signatures. As text: the base64url form of its COSE_Key.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum PublicKey {
    /// A lender's.
    Ed25519(ed25519_dalek::VerifyingKey),
    /// A device's.
    P256(p256::ecdsa::VerifyingKey),
}

/// Why bytes or a text are not a public key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Not base64url without padding.
    #[error("a key as text is base64url without padding")]
    Text,
    /// Neither of the two kinds, or with more than the needed fields, or not deterministic.
    #[error("not the deterministic COSE_Key of an Ed25519 or P-256 public key")]
    NotAKey,
    /// The numbers are no usable point on the curve.
    #[error("no usable point on the key's curve")]
    NotAPoint,
}

/// `{1: 1 (OKP), -1: 6 (Ed25519), -2: x}` up to the coordinate's 32 bytes.
const OKP_HEAD: &[u8] = &[0xa3, 0x01, 0x01, 0x20, 0x06, 0x21, 0x58, 0x20];
/// `{1: 2 (EC2), -1: 1 (P-256), -2: x, -3: y}` up to the 32 bytes of x.
const EC2_HEAD: &[u8] = &[0xa4, 0x01, 0x02, 0x20, 0x01, 0x21, 0x58, 0x20];
/// Between x and y.
const EC2_MIDDLE: &[u8] = &[0x22, 0x58, 0x20];

impl PublicKey {
    /// The one algorithm this key is used with.
    #[must_use]
    pub const fn algorithm(&self) -> Algorithm {
        match self {
            Self::Ed25519(_) => Algorithm::EdDsa,
            Self::P256(_) => Algorithm::Es256,
        }
    }

    /// The deterministic COSE_Key with exactly the required fields (RFC 9679, 4).
    #[must_use]
    pub fn to_cose_key(&self) -> Vec<u8> {
        match self {
            Self::Ed25519(key) => [OKP_HEAD, key.as_bytes()].concat(),
            Self::P256(key) => {
                let point = key.to_sec1_point(false);
                let coordinates = point.as_bytes().get(1..).unwrap_or_default();
                let (x, y) = coordinates.split_at_checked(32).unwrap_or_default();
                [EC2_HEAD, x, EC2_MIDDLE, y].concat()
            }
        }
    }

    /// Reads a deterministic COSE_Key. Only one form of each key is taken, so that a key has one thumbprint.
    ///
    /// # Errors
    /// [`KeyError::NotAKey`] or [`KeyError::NotAPoint`].
    pub fn from_cose_key(bytes: &[u8]) -> Result<Self, KeyError> {
        if let Some(x) = bytes.strip_prefix(OKP_HEAD) {
            return ed25519(x.try_into().map_err(|_| KeyError::NotAKey)?);
        }
        let (x, rest) =
            bytes.strip_prefix(EC2_HEAD).and_then(|r| r.split_at_checked(32)).ok_or(KeyError::NotAKey)?;
        let y = rest.strip_prefix(EC2_MIDDLE).filter(|y| y.len() == 32).ok_or(KeyError::NotAKey)?;
        p256::ecdsa::VerifyingKey::from_sec1_bytes(&[&[4], x, y].concat())
            .map(Self::P256)
            .map_err(|_| KeyError::NotAPoint)
    }

    /// SHA-256 over the deterministic COSE_Key (RFC 9679).
    #[must_use]
    pub fn thumbprint(&self) -> Digest {
        Digest::of(&self.to_cose_key())
    }

    /// What stands in the `kid` header.
    #[must_use]
    pub fn kid(&self) -> KeyId {
        let [a, b, c, d, e, f, g, h, ..] = *self.thumbprint().as_bytes();
        [a, b, c, d, e, f, g, h]
    }

    /// Whether the signature is this key's over the message. Refuses every second form of a valid signature:
    /// high `s` for P-256, small-order points and unreduced numbers for Ed25519.
    #[must_use]
    pub fn is_signature(&self, message: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::Ed25519(key) => ed25519_dalek::Signature::from_slice(signature)
                .is_ok_and(|signature| key.verify_strict(message, &signature).is_ok()),
            Self::P256(key) => p256::ecdsa::Signature::from_slice(signature).is_ok_and(|signature| {
                signature.normalize_s() == signature && key.verify(message, &signature).is_ok()
            }),
        }
    }
}

/// The key with this one encoding; points of small order are refused.
pub(crate) fn ed25519(x: &[u8; 32]) -> Result<PublicKey, KeyError> {
    let key = ed25519_dalek::VerifyingKey::from_bytes(x).map_err(|_| KeyError::NotAPoint)?;
    let reduced = key.to_edwards().compress();
    if key.is_weak() || reduced.as_bytes() != x {
        return Err(KeyError::NotAPoint);
    }
    Ok(PublicKey::Ed25519(key))
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&data_encoding::BASE64URL_NOPAD.encode(&self.to_cose_key()))
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({:?} {})", self.algorithm(), self.thumbprint())
    }
}

impl FromStr for PublicKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bytes = data_encoding::BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| KeyError::Text)?;
        Self::from_cose_key(&bytes)
    }
}

impl TryFrom<String> for PublicKey {
    type Error = KeyError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<PublicKey> for String {
    fn from(key: PublicKey) -> Self {
        key.to_string()
    }
}

impl<C> Encode<C> for PublicKey {
    fn encode<W: Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), EncodeError<W::Error>> {
        e.bytes(&self.to_cose_key())?.ok()
    }
}

impl<'b, C> Decode<'b, C> for PublicKey {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, DecodeError> {
        Self::from_cose_key(d.bytes()?).map_err(DecodeError::message)
    }
}
