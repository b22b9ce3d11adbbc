//! One document, one encoding: whatever else a lenient reader would take for the same document is refused,
//! although the lender truly signed it.

use coset::cbor::value::Value;
use coset::{CoseSign1, CoseSign1Builder, HeaderBuilder, ProtectedHeader, TaggedCborSerializable, iana};
use proof::documents::Quittance;
use proof::keys::{LocalSigner, Signer};
use proof::{Document, DocumentError, Parsed};

use crate::samples;

fn sign_raw(payload: Vec<u8>) -> Vec<u8> {
    let key = samples::lender_key();
    let header = HeaderBuilder::new()
        .algorithm(iana::Algorithm::EdDSA)
        .key_id(key.public_key().kid().to_vec())
        .value(16, Value::Text(Quittance::TYP.to_owned()));
    CoseSign1Builder::new()
        .protected(header.build())
        .payload(payload)
        .create_signature(b"quittance/v1", |message| key.sign_local(message))
        .build()
        .to_tagged_vec()
        .unwrap()
}

fn refusal(payload: Vec<u8>) -> Option<DocumentError> {
    refusal_of(&sign_raw(payload))
}

fn refusal_of(bytes: &[u8]) -> Option<DocumentError> {
    let key = samples::lender_key().public_key();
    Parsed::<Quittance>::parse(bytes).and_then(|parsed| parsed.verify(&key)).err()
}

/// The claims as pairs of encoded key and encoded value.
fn claims() -> Vec<(Vec<u8>, Vec<u8>)> {
    let payload = samples::quittance().payload();
    let mut d = minicbor::Decoder::new(&payload);
    let item = |d: &mut minicbor::Decoder<'_>| {
        let start = d.position();
        d.skip().unwrap();
        payload[start..d.position()].to_vec()
    };
    let count = d.map().unwrap().unwrap();
    (0..count).map(|_| (item(&mut d), item(&mut d))).collect()
}

fn joined(head: &[u8], claims: &[(Vec<u8>, Vec<u8>)], tail: &[u8]) -> Vec<u8> {
    let items = claims.iter().flat_map(|(key, value)| [key.as_slice(), value]);
    let all: Vec<&[u8]> = std::iter::once(head).chain(items).chain(std::iter::once(tail)).collect();
    all.concat()
}

#[test]
fn the_attacks_start_from_an_accepted_payload() {
    assert_eq!(claims().len(), 6);
    let payload = joined(&[0xa6], &claims(), &[]);
    assert_eq!(payload, samples::quittance().payload());
    assert_eq!(refusal(payload), None);
}

#[test]
fn an_indefinite_map_is_refused() {
    assert!(refusal(joined(&[0xbf], &claims(), &[0xff])).is_some());
}

#[test]
fn a_longer_head_is_refused() {
    let longer = joined(&[0xb8, 6], &claims(), &[]);
    assert_eq!(refusal(longer), Some(DocumentError::NotDeterministic));
    let mut long_key = claims();
    long_key[0].0 = vec![0x18, 0x01];
    assert_eq!(refusal(joined(&[0xa6], &long_key, &[])), Some(DocumentError::NotDeterministic));
}

#[test]
fn doubled_unknown_and_disordered_claims_are_refused() {
    for at in 0..6 {
        let mut doubled = claims();
        doubled.insert(at, doubled[at].clone());
        assert!(refusal(joined(&[0xa7], &doubled, &[])).is_some(), "claim {at} doubled");
    }
    let mut unknown = claims();
    unknown.push((vec![0x07], vec![0xf6]));
    assert!(refusal(joined(&[0xa7], &unknown, &[])).is_some());
    let mut swapped = claims();
    swapped.swap(0, 1);
    assert!(refusal(joined(&[0xa6], &swapped, &[])).is_some());
    let mut missing = claims();
    missing.remove(4);
    assert!(refusal(joined(&[0xa5], &missing, &[])).is_some());
}

#[test]
fn something_after_the_claims_is_refused() {
    assert_eq!(refusal(joined(&[0xa6], &claims(), &[0xf6])), Some(DocumentError::NotDeterministic));
}

#[test]
fn an_unknown_or_doubled_key_in_the_body_is_refused() {
    let mut body = claims();
    let value = &mut body[5].1;
    assert_eq!(value[0], 0xa4);
    value[0] = 0xa5;
    value.extend([0x18, 0x63, 0xf6]);
    assert_eq!(refusal(joined(&[0xa6], &body, &[])), Some(DocumentError::NotDeterministic));

    let mut body = claims();
    let value = &mut body[5].1;
    value[0] = 0xa5;
    // The day of settlement a second time: the last one would win in a lenient reader.
    value.extend([0x03, 0x00]);
    assert_eq!(refusal(joined(&[0xa6], &body, &[])), Some(DocumentError::NotDeterministic));
}

#[test]
fn an_instant_as_a_float_or_with_a_tag_is_refused() {
    for value in [vec![0xfb, 0x41, 0xda, 0x86, 0, 0, 0, 0, 0], vec![0xc1, 0x00]] {
        let mut issued = claims();
        assert_eq!(issued[4].0, [0x06]);
        issued[4].1 = value;
        assert!(matches!(refusal(joined(&[0xa6], &issued, &[])), Some(DocumentError::Malformed(_))));
    }
}

#[test]
fn a_protected_header_in_another_form_is_refused() {
    let good = CoseSign1::from_tagged_slice(&sign_raw(samples::quittance().payload())).unwrap();
    let original = good.protected.original_data.clone().unwrap();
    assert_eq!(original[..3], [0xa3, 0x01, 0x27]);
    let long_head = [&[0xb8, 0x03], &original[1..]].concat();
    // typ (a map entry of 2 + text) moved before alg.
    let split = original.len() - 1 - 2 - Quittance::TYP.len();
    let disordered = [&[0xa3], &original[split..], &original[1..split]].concat();
    for data in [long_head, disordered] {
        let mut other = good.clone();
        other.protected = ProtectedHeader { original_data: Some(data), header: other.protected.header };
        other.signature = samples::lender_key().sign_local(&other.tbs_data(b"quittance/v1"));
        let refused = refusal_of(&other.to_tagged_vec().unwrap());
        assert_eq!(refused, Some(DocumentError::NotDeterministic));
    }
}
