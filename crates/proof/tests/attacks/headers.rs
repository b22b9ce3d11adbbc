//! What stands in the envelope's headers decides nothing: a header that is not the one expected is refused.

use coset::cbor::value::Value;
use coset::{CoseSign1Builder, Header, HeaderBuilder, TaggedCborSerializable, iana};
use proof::documents::Quittance;
use proof::keys::{LocalSigner, Signer};
use proof::{Document, DocumentError, Parsed};

use crate::samples;

const AAD: &[u8] = b"quittance/v1";

fn header(alg: iana::Algorithm) -> HeaderBuilder {
    let kid = samples::lender_key().public_key().thumbprint().as_bytes()[..8].to_vec();
    HeaderBuilder::new().algorithm(alg).key_id(kid).value(16, Value::Text(Quittance::TYP.to_owned()))
}

fn good_header() -> HeaderBuilder {
    header(iana::Algorithm::EdDSA)
}

/// A quittance with these headers and external data, truly signed by the lender.
fn signed(protected: Header, unprotected: Header, aad: &[u8]) -> Vec<u8> {
    CoseSign1Builder::new()
        .protected(protected)
        .unprotected(unprotected)
        .payload(samples::quittance().payload())
        .create_signature(aad, |message| samples::lender_key().sign_local(message))
        .build()
        .to_tagged_vec()
        .unwrap()
}

fn refusal(bytes: &[u8]) -> Option<DocumentError> {
    let key = samples::lender_key().public_key();
    Parsed::<Quittance>::parse(bytes).and_then(|parsed| parsed.verify(&key)).err()
}

fn protected(header: HeaderBuilder) -> Vec<u8> {
    signed(header.build(), Header::default(), AAD)
}

#[test]
fn the_attacks_start_from_an_accepted_document() {
    let by_hand = protected(good_header());
    assert_eq!(refusal(&by_hand), None);
    assert_eq!(by_hand, samples::quittance().sign(&samples::lender_key()));
}

#[test]
fn the_header_does_not_choose_the_algorithm() {
    let others = [
        iana::Algorithm::HMAC_256_256,
        iana::Algorithm::HMAC_256_64,
        iana::Algorithm::ES256,
        iana::Algorithm::ES384,
        iana::Algorithm::PS256,
        iana::Algorithm::Reserved,
    ];
    for alg in others {
        assert_eq!(refusal(&protected(header(alg))), Some(DocumentError::WrongAlgorithm), "{alg:?}");
    }
    let mut none = good_header().build();
    none.alg = None;
    assert_eq!(refusal(&signed(none, Header::default(), AAD)), Some(DocumentError::WrongAlgorithm));
}

#[test]
fn an_hmac_with_the_public_key_is_no_signature() {
    use hmac::{Hmac, KeyInit as _, Mac as _};
    let public = samples::lender_key().public_key().to_cose_key();
    for alg in [iana::Algorithm::HMAC_256_256, iana::Algorithm::EdDSA] {
        let forged = CoseSign1Builder::new()
            .protected(header(alg).build())
            .payload(samples::quittance().payload())
            .create_signature(AAD, |message| {
                let mut mac = Hmac::<sha2::Sha256>::new_from_slice(&public).unwrap();
                mac.update(message);
                mac.finalize().into_bytes().to_vec()
            })
            .build();
        assert!(refusal(&forged.to_tagged_vec().unwrap()).is_some());
    }
}

#[test]
fn other_external_data_is_refused() {
    for aad in [b"quittance/v2".as_slice(), b"", b"quittance/v1 "] {
        let bytes = signed(good_header().build(), Header::default(), aad);
        assert_eq!(refusal(&bytes), Some(DocumentError::BadSignature));
    }
}

#[test]
fn only_the_three_headers_are_taken() {
    let critical = good_header().add_critical(iana::HeaderParameter::Alg);
    assert_eq!(refusal(&protected(critical)), Some(DocumentError::CriticalHeader));
    let unknown = [
        good_header().value(99, Value::Null),
        good_header().text_value("x".to_owned(), Value::Null),
        good_header().iv(vec![1]),
        good_header().content_type("text/plain".to_owned()),
    ];
    for header in unknown {
        assert_eq!(refusal(&protected(header)), Some(DocumentError::UnexpectedHeader));
    }
    let unprotected = HeaderBuilder::new().key_id(vec![1; 8]).build();
    let bytes = signed(good_header().build(), unprotected, AAD);
    assert_eq!(refusal(&bytes), Some(DocumentError::UnprotectedHeader));
}

#[test]
fn a_missing_or_strange_type_is_refused() {
    let wrong =
        |found: &str| Some(DocumentError::WrongType { expected: Quittance::TYP, found: found.to_owned() });
    let bare = || HeaderBuilder::new().algorithm(iana::Algorithm::EdDSA).key_id(vec![1; 8]);
    assert_eq!(refusal(&protected(bare())), wrong(""));
    assert_eq!(refusal(&protected(bare().value(16, Value::from(1)))), wrong(""));
    let longer = format!("{} ", Quittance::TYP);
    assert_eq!(refusal(&protected(bare().value(16, Value::Text(longer.clone())))), wrong(&longer));
}

#[test]
fn the_key_identifier_must_be_the_keys() {
    let typed = || good_header().key_id(vec![0; 8]);
    assert_eq!(refusal(&protected(typed())), Some(DocumentError::WrongKey));
    assert_eq!(refusal(&protected(typed().key_id(vec![0; 9]))), Some(DocumentError::KeyId));
    assert_eq!(refusal(&protected(typed().key_id(vec![]))), Some(DocumentError::KeyId));
}

#[test]
fn detached_payload_and_missing_tag_are_refused() {
    use coset::CborSerializable as _;
    let mut cose = coset::CoseSign1::from_tagged_slice(&protected(good_header())).unwrap();
    let untagged = cose.clone().to_vec().unwrap();
    assert!(matches!(refusal(&untagged), Some(DocumentError::Malformed(_))));
    cose.payload = None;
    let detached = cose.to_tagged_vec().unwrap();
    assert!(matches!(refusal(&detached), Some(DocumentError::Malformed(_))));
}
