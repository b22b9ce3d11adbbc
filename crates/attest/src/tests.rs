mod attestation;
mod bytes;
mod path;

use ident::Imei;
use jiff::Timestamp;
use p256::ecdsa::SigningKey;
use proof::keys::PublicKey;

use crate::maker::certificates::{Authority, Role};
use crate::maker::description::{self, Facts};
use crate::{Attested, Fault, Made, Maker, Roots, device_key_challenge, verify};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn signing_key(n: u8) -> SigningKey {
    SigningKey::from_slice(&[n; 32]).unwrap()
}

fn public(key: &SigningKey) -> PublicKey {
    PublicKey::P256(*key.verifying_key())
}

fn imeis() -> [Imei; 2] {
    [Imei::from_body(49_015_420_323_751).unwrap(), Imei::from_body(35_000_000_000_001).unwrap()]
}

fn made<'a>(key: &'a PublicKey, imeis: &'a [Imei]) -> Made<'a> {
    Made { key, imeis, serial: "SN-1", model: "Model 1", challenge: device_key_challenge() }
}

/// The chain of a genuine phone.
fn genuine() -> (Vec<Vec<u8>>, Roots) {
    let maker = Maker::of_virtual_phones().unwrap();
    let key = public(&signing_key(7));
    (maker.attest(&made(&key, &imeis())).unwrap(), maker.roots().unwrap())
}

fn check(chain: &[Vec<u8>], roots: &Roots) -> Result<Attested, Fault> {
    verify(chain, roots, at("2026-03-01T00:00:00Z"))
}

/// A root, and an authority below it.
fn authorities() -> (Authority, Authority) {
    let root =
        Authority::root(signing_key(1), "Root", (at("2020-01-01T00:00:00Z"), at("2030-01-01T00:00:00Z")));
    let root = root.unwrap();
    let factory = root.authority(signing_key(2), "Factory").unwrap();
    (root, factory)
}

/// The certificate of a device key with these facts.
fn leaf(factory: &Authority, facts: &Facts) -> Vec<u8> {
    let key = signing_key(7);
    let description = description::of(&made(&public(&key), &imeis()), facts).unwrap();
    factory.issue(key.verifying_key(), "Key", Role::Device(description)).unwrap()
}

fn roots(root: &Authority) -> Roots {
    Roots::from_der(&[root.certificate()]).unwrap()
}
