use jiff::Timestamp;
use minicbor::{Decode, Encode};

use super::{Charter, TrustError};
use crate::keys::{Algorithm, PublicKey};

/// Most keys of a root.
const MOST_KEYS: usize = 16;
/// Longest origin, in bytes.
const LONGEST_ORIGIN: usize = 128;

/// The anchor of all trust in an installation: offline keys, of which a threshold must sign together. Devices
/// pin it by its name, the SHA-256 of its payload.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Root {
    /// Counts up by one from 1.
    #[n(0)]
    pub version: u32,
    /// The installation's name, which is its log's origin: `quittance.example/log`. The same in every version.
    #[n(1)]
    pub origin: String,
    /// So many of the keys must sign.
    #[n(2)]
    pub threshold: u8,
    /// Ed25519 keys, each a different person's.
    #[n(3)]
    pub keys: Vec<PublicKey>,
    /// When it was made.
    #[cbor(n(4), with = "crate::cbor::seconds")]
    pub issued_at: Timestamp,
    /// From then on nothing new may be restricted under it.
    #[cbor(n(5), with = "crate::cbor::seconds")]
    pub expires_at: Timestamp,
}

impl Charter for Root {
    const TYP: &'static str = "application/quittance-root+cbor";

    fn check(&self) -> Result<(), TrustError> {
        let is_distinct = (1..self.keys.len()).all(|n| !self.keys[..n].contains(&self.keys[n]));
        let is_threshold = (1..=self.keys.len()).contains(&usize::from(self.threshold));
        let problem = if self.version == 0 {
            "version counts from 1"
        } else if !is_origin(&self.origin) {
            "origin has 1 to 128 visible ASCII characters other than `+`"
        } else if self.keys.is_empty() || self.keys.len() > MOST_KEYS || !is_distinct {
            "keys are 1 to 16 different ones"
        } else if self.keys.iter().any(|key| key.algorithm() != Algorithm::EdDsa) {
            "keys are Ed25519 keys"
        } else if !is_threshold {
            "threshold is at least 1 and at most the number of keys"
        } else if self.issued_at >= self.expires_at {
            "time ends before it begins"
        } else {
            return Ok(());
        };
        Err(TrustError::RootContent(problem))
    }

    fn malformed(error: crate::DocumentError) -> TrustError {
        TrustError::RootForm(error)
    }
}

/// A name that can stand in a signed note (C2SP signed-note): no space, no `+`.
pub(super) fn is_origin(text: &str) -> bool {
    let is_allowed = |b: u8| b.is_ascii_graphic() && b != b'+';
    (1..=LONGEST_ORIGIN).contains(&text.len()) && text.bytes().all(is_allowed)
}
