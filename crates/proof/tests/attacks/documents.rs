use jiff::Timestamp;
use proof::documents::{Fact, Quittance, Receipt, Release, Standing, Terms, Warrant};
use proof::keys::{LenderKey, LocalSigner, Signer, SoftDeviceKey};
use proof::{Claims, Digest, Document, DocumentError, MAX_DOCUMENT_BYTES, Parsed, Party, Unsigned};
use proptest::prelude::*;

use crate::samples;

fn round_trip<D: Document>(document: &Unsigned<D>, key: &dyn LocalSigner) {
    let bytes = document.sign(key);
    let verified = Parsed::<D>::parse(&bytes).unwrap().verify(&key.public_key()).unwrap();
    assert_eq!(verified.claims(), &document.claims);
    assert_eq!(verified.body(), &document.body);
    assert_eq!(verified.digest(), document.digest());
    assert_eq!(verified.bytes(), bytes);
    assert_eq!(verified.signed_by(), key.public_key().thumbprint());
}

#[test]
fn every_document_comes_back_as_it_was() {
    round_trip(&samples::terms(), &samples::lender_key());
    round_trip(&samples::standing(), &samples::lender_key());
    round_trip(&samples::warrant(), &samples::lender_key());
    round_trip(&samples::warrant_of_plan(), &samples::lender_key());
    round_trip(&samples::quittance(), &samples::lender_key());
    round_trip(&samples::receipt(), &samples::device_key());
    round_trip(&samples::release(), &samples::authority::ombudsman_key());
}

#[test]
fn another_key_of_the_same_kind_is_refused() {
    let bytes = samples::warrant().sign(&samples::lender_key());
    let other = LenderKey::from_seed(&[1; 32]).public_key();
    assert_eq!(Parsed::<Warrant>::parse(&bytes).unwrap().verify(&other), Err(DocumentError::WrongKey));
    let bytes = samples::receipt().sign(&samples::device_key());
    let other = SoftDeviceKey::from_seed(&[1; 32]).public_key();
    assert_eq!(Parsed::<Receipt>::parse(&bytes).unwrap().verify(&other), Err(DocumentError::WrongKey));
}

#[test]
fn a_key_of_the_other_kind_is_refused() {
    let bytes = samples::warrant().sign(&samples::lender_key());
    let device = samples::device_key().public_key();
    assert_eq!(Parsed::<Warrant>::parse(&bytes).unwrap().verify(&device), Err(DocumentError::WrongAlgorithm));
}

#[test]
fn no_type_passes_for_another() {
    fn refused_as<D: Document>(bytes: &[u8], found: &str) {
        if D::TYP != found {
            let wrong = DocumentError::WrongType { expected: D::TYP, found: found.to_owned() };
            assert_eq!(Parsed::<D>::parse(bytes).err(), Some(wrong));
        }
    }
    let key = samples::lender_key();
    let documents = [
        (samples::terms().sign(&key), Terms::TYP),
        (samples::standing().sign(&key), Standing::TYP),
        (samples::warrant().sign(&key), Warrant::TYP),
        (samples::receipt().sign(&key), Receipt::TYP),
        (samples::quittance().sign(&key), Quittance::TYP),
        (samples::release().sign(&key), Release::TYP),
    ];
    for (bytes, found) in documents {
        refused_as::<Terms>(&bytes, found);
        refused_as::<Standing>(&bytes, found);
        refused_as::<Warrant>(&bytes, found);
        refused_as::<Receipt>(&bytes, found);
        refused_as::<Quittance>(&bytes, found);
        refused_as::<Release>(&bytes, found);
    }
}

#[test]
fn a_document_over_the_limit_is_refused_unread() {
    let mut terms = samples::terms();
    terms.body.model = "x".repeat(MAX_DOCUMENT_BYTES);
    let bytes = terms.sign(&samples::lender_key());
    let too_large = DocumentError::TooLarge { size: bytes.len(), limit: MAX_DOCUMENT_BYTES };
    assert_eq!(Parsed::<Terms>::parse(&bytes).err(), Some(too_large));
}

#[test]
fn fractions_of_a_second_are_cut() {
    let mut receipt = samples::receipt();
    receipt.claims.issued_at = "2026-01-01T00:00:00.9Z".parse().unwrap();
    let bytes = receipt.sign(&samples::device_key());
    let verified = Parsed::<Receipt>::parse(&bytes).unwrap();
    let verified = verified.verify(&samples::device_key().public_key()).unwrap();
    assert_eq!(verified.claims().issued_at, "2026-01-01T00:00:00Z".parse().unwrap());
}

fn instants() -> impl Strategy<Value = Timestamp> {
    let range = Timestamp::MIN.as_second()..=Timestamp::MAX.as_second();
    range.prop_map(|second| Timestamp::from_second(second).unwrap())
}

fn parties() -> impl Strategy<Value = Party> {
    any::<(u8, [u8; 16])>().prop_map(|(kind, id)| match kind % 3 {
        0 => Party::Lender(ident::LenderId::from_bytes(id)),
        1 => Party::Device(ident::DeviceId::from_bytes(id)),
        _ => Party::Ombudsman,
    })
}

fn claims() -> impl Strategy<Value = Claims> {
    let subject = any::<[u8; 16]>().prop_map(ident::ContractId::from_bytes);
    let optional = || proptest::option::of(instants());
    (parties(), subject, parties(), optional(), optional(), instants()).prop_map(
        |(issuer, subject, audience, expires_at, not_before, issued_at)| Claims {
            issuer,
            subject,
            audience,
            expires_at,
            not_before,
            issued_at,
        },
    )
}

proptest! {
    #[test]
    fn any_claims_and_body_come_back(
        claims in claims(), counter: u64, previous: [u8; 32], standing_seq: u64, terms: [u8; 32],
    ) {
        let fact = Fact::Enrolled { terms: Digest(terms) };
        let body = Receipt { counter, previous: Digest(previous), standing_seq, fact };
        round_trip(&Unsigned { claims, body }, &samples::device_key());
    }
}
