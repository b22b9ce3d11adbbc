//! Payloads in good envelopes: what a stranger can't make and a dishonest party can.

use coset::cbor::value::Value;
use coset::{CoseMac0Builder, CoseSign1Builder, HeaderBuilder, TaggedCborSerializable, iana};
use hmac::{Hmac, KeyInit, Mac};
use proof::keys::{LenderKey, LocalSigner, PublicKey, SoftDeviceKey};
use sha2::Sha256;

const AAD: &[u8] = b"quittance/v1";
const TYP: i64 = 16;

/// The session of the targets, and its key in both directions.
pub(crate) const SESSION: [u8; 16] = [4; 16];
pub(crate) const SESSION_KEY: [u8; 32] = [6; 32];

pub(crate) fn lender() -> LenderKey {
    LenderKey::from_seed(&[7; 32])
}

pub(crate) fn device() -> SoftDeviceKey {
    SoftDeviceKey::from_seed(&[8; 32])
}

/// A `COSE_Sign1` around a payload.
pub(crate) fn signed<K: LocalSigner>(typ: &str, payload: &[u8], key: &K) -> Vec<u8> {
    let public = key.public_key();
    let algorithm = match public {
        PublicKey::P256(_) => iana::Algorithm::ES256,
        PublicKey::Ed25519(_) => iana::Algorithm::EdDSA,
    };
    let header = HeaderBuilder::new()
        .algorithm(algorithm)
        .key_id(public.kid().to_vec())
        .value(TYP, Value::Text(typ.to_owned()))
        .build();
    let signed = CoseSign1Builder::new()
        .protected(header)
        .payload(payload.to_vec())
        .create_signature(AAD, |message| key.sign_local(message));
    signed.build().to_tagged_vec().unwrap_or_default()
}

/// A `COSE_Mac0` around a payload, of the targets' session.
pub(crate) fn authenticated(typ: &str, payload: &[u8]) -> Vec<u8> {
    let header = HeaderBuilder::new()
        .algorithm(iana::Algorithm::HMAC_256_256)
        .key_id(SESSION.to_vec())
        .value(TYP, Value::Text(typ.to_owned()))
        .build();
    let sealed =
        CoseMac0Builder::new().protected(header).payload(payload.to_vec()).create_tag(AAD, |message| {
            let mac = Hmac::<Sha256>::new_from_slice(&SESSION_KEY).map(|mac| mac.chain_update(message));
            mac.map(|mac| mac.finalize().into_bytes().to_vec()).unwrap_or_default()
        });
    sealed.build().to_tagged_vec().unwrap_or_default()
}
