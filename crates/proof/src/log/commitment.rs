use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use ident::DeviceId;
use minicbor::{Decode, Encode};
use sha2::Sha256;

use crate::Digest;

const DEVICE: &[u8] = b"quittance/v1/log/device";
const DOCUMENT: &[u8] = b"quittance/v1/log/document";

/// What makes commitments about one document unlike any others. Who has it can recognize them, so it goes to
/// the holder of the document and to nobody else.
#[derive(Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(transparent)]
pub struct Salt(#[cbor(n(0), with = "minicbor::bytes")] pub [u8; 32]);

impl Salt {
    /// The salt of a document, always the same, so that writing its leaf again writes the same leaf.
    #[must_use]
    pub fn derive(secret: &[u8; 32], document: &Digest) -> Self {
        Self(hmac(secret, &[document.as_bytes()]))
    }
}

impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Salt(..)")
    }
}

/// Names a device or a document to those who know it and its salt, and to nobody else.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Encode, Decode)]
#[cbor(transparent)]
pub struct Commitment(#[cbor(n(0), with = "minicbor::bytes")] pub [u8; 32]);

impl Commitment {
    /// Of a device.
    #[must_use]
    pub fn of_device(salt: &Salt, device: DeviceId) -> Self {
        Self(hmac(&salt.0, &[DEVICE, &[0], device.as_bytes()]))
    }

    /// Of a document by its name.
    #[must_use]
    pub fn of_document(salt: &Salt, document: &Digest) -> Self {
        Self(hmac(&salt.0, &[DOCUMENT, &[0], document.as_bytes()]))
    }
}

impl fmt::Debug for Commitment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&data_encoding::HEXLOWER.encode(&self.0))
    }
}

fn hmac(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    // A key shorter than a block is filled up with zeros (RFC 2104, 2).
    let mut block = [0; 64];
    let (start, _) = block.split_at_mut(key.len());
    start.copy_from_slice(key);
    let mut mac = Hmac::<Sha256>::new(&block.into());
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}
