use coset::cbor::value::Value;
use coset::{CoseMac0Builder, Header, HeaderBuilder, TaggedCborSerializable, iana};
use hmac::{Hmac, KeyInit as _, Mac as _};
use ident::SessionId;
use policy::Level;
use proof::DocumentError;
use proof::session::{Answer, CheckIn, MAX_RECEIPTS, SessionError, SessionKeys};
use proptest::prelude::*;

use crate::samples::{self, NONCE, SESSION, at};

const TYP: &str = "application/quittance-check-in+cbor";

fn other_keys() -> SessionKeys {
    SessionKeys::from_bytes(&[1; 64])
}

#[test]
fn check_in_and_answer_come_back() {
    let bytes = samples::check_in().seal(SESSION, &samples::keys());
    assert_eq!(CheckIn::session_of(&bytes), Ok(SESSION));
    assert_eq!(CheckIn::open(&bytes, &samples::keys()), Ok(samples::check_in()));
    let bytes = samples::answer().seal(SESSION, &samples::keys());
    assert_eq!(Answer::open(&bytes, SESSION, &samples::keys(), &NONCE), Ok(samples::answer()));
}

#[test]
fn other_keys_are_refused() {
    let bytes = samples::check_in().seal(SESSION, &other_keys());
    assert_eq!(CheckIn::open(&bytes, &samples::keys()), Err(SessionError::BadMac));
    let bytes = samples::answer().seal(SESSION, &other_keys());
    assert_eq!(Answer::open(&bytes, SESSION, &samples::keys(), &NONCE), Err(SessionError::BadMac));
}

#[test]
fn an_answer_to_another_question_or_session_is_refused() {
    let bytes = samples::answer().seal(SESSION, &samples::keys());
    let open = |session, nonce: &[u8; 16]| Answer::open(&bytes, session, &samples::keys(), nonce);
    assert_eq!(open(SESSION, &[0; 16]), Err(SessionError::WrongNonce));
    assert_eq!(open(SessionId::from_bytes([0; 16]), &NONCE), Err(SessionError::WrongSession));
}

#[test]
fn a_message_sent_back_to_its_sender_is_refused() {
    let keys = samples::keys();
    let check_in = samples::check_in().seal(SESSION, &keys);
    assert!(Answer::open(&check_in, SESSION, &keys, &NONCE).is_err());
    assert!(CheckIn::open(&samples::answer().seal(SESSION, &keys), &keys).is_err());
    // Also when only the direction differs: everything else as in a good check-in.
    let bytes = keys.to_bytes();
    let mut turned = [0; 64];
    turned[..32].copy_from_slice(&bytes[32..]);
    turned[32..].copy_from_slice(&bytes[..32]);
    let turned = SessionKeys::from_bytes(&turned);
    let bytes = samples::check_in().seal(SESSION, &turned);
    assert_eq!(CheckIn::open(&bytes, &keys), Err(SessionError::BadMac));
}

#[test]
fn too_many_receipts_are_refused() {
    let count = |n| CheckIn { receipts: vec![vec![0; 8].into(); n], ..samples::check_in() };
    let open = |n| CheckIn::open(&count(n).seal(SESSION, &samples::keys()), &samples::keys());
    assert!(open(MAX_RECEIPTS).is_ok());
    assert_eq!(open(MAX_RECEIPTS + 1), Err(SessionError::OutOfBounds("receipts")));
}

fn header() -> HeaderBuilder {
    HeaderBuilder::new()
        .algorithm(iana::Algorithm::HMAC_256_256)
        .key_id(SESSION.as_bytes().to_vec())
        .value(16, Value::Text(TYP.to_owned()))
}

/// A check-in by a general COSE library, with the right key.
fn sealed(protected: Header, unprotected: Header, payload: Vec<u8>, aad: &[u8], cut: usize) -> Vec<u8> {
    CoseMac0Builder::new()
        .protected(protected)
        .unprotected(unprotected)
        .payload(payload)
        .create_tag(aad, |message| {
            let mut mac = Hmac::<sha2::Sha256>::new_from_slice(&samples::keys().to_bytes()[..32]).unwrap();
            mac.update(message);
            mac.finalize().into_bytes()[..cut].to_vec()
        })
        .build()
        .to_tagged_vec()
        .unwrap()
}

fn payload() -> Vec<u8> {
    minicbor::to_vec(samples::check_in()).unwrap()
}

fn with(protected: HeaderBuilder) -> Result<CheckIn, SessionError> {
    let bytes = sealed(protected.build(), Header::default(), payload(), b"quittance/v1", 32);
    CheckIn::open(&bytes, &samples::keys())
}

#[test]
fn a_general_cose_library_writes_the_same_bytes() {
    let bytes = sealed(header().build(), Header::default(), payload(), b"quittance/v1", 32);
    assert_eq!(bytes, samples::check_in().seal(SESSION, &samples::keys()));
}

#[test]
fn other_headers_are_refused() {
    let wrong_alg = header().algorithm(iana::Algorithm::HMAC_256_64);
    assert_eq!(with(wrong_alg), Err(DocumentError::WrongAlgorithm.into()));
    assert_eq!(with(header().key_id(vec![4; 15])), Err(DocumentError::KeyId.into()));
    assert_eq!(with(header().value(17, Value::Null)), Err(DocumentError::UnexpectedHeader.into()));
    let critical = header().add_critical(iana::HeaderParameter::Alg);
    assert_eq!(with(critical), Err(DocumentError::UnexpectedHeader.into()));
    let unprotected = HeaderBuilder::new().key_id(vec![1]).build();
    let bytes = sealed(header().build(), unprotected, payload(), b"quittance/v1", 32);
    let refused = CheckIn::open(&bytes, &samples::keys());
    assert_eq!(refused, Err(DocumentError::UnprotectedHeader.into()));
}

#[test]
fn other_external_data_and_shortened_codes_are_refused() {
    let other_aad = sealed(header().build(), Header::default(), payload(), b"quittance/v2", 32);
    assert_eq!(CheckIn::open(&other_aad, &samples::keys()), Err(SessionError::BadMac));
    for cut in [0, 8, 31] {
        let short = sealed(header().build(), Header::default(), payload(), b"quittance/v1", cut);
        assert_eq!(CheckIn::open(&short, &samples::keys()), Err(SessionError::BadMac));
    }
}

#[test]
fn a_payload_in_another_form_is_refused() {
    let good = payload();
    let trailing = [good.as_slice(), &[0]].concat();
    let mut unknown = [good.as_slice(), &[0x17, 0xf6]].concat();
    unknown[0] += 1;
    let long_head = [&[0xb8, 8], &good[1..]].concat();
    for payload in [trailing, unknown, long_head] {
        let bytes = sealed(header().build(), Header::default(), payload, b"quittance/v1", 32);
        let refused = CheckIn::open(&bytes, &samples::keys());
        assert_eq!(refused, Err(DocumentError::NotDeterministic.into()));
    }
}

proptest! {
    #[test]
    fn check_ins_round_trip(
        counter: u64, nonce: [u8; 16], known_seq: u64, level in 0_usize..4, second in 0_i64..1_000_000,
        receipts in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..64), 0..16),
        session: [u8; 16], key in proptest::collection::vec(any::<u8>(), 64), root: u32, roster: u64,
    ) {
        let receipts = receipts.into_iter().map(Into::into).collect();
        let applied = Level::ALL[level];
        let check_in = CheckIn { counter, nonce, known_seq, applied, receipts, clock: at(second), root, roster };
        let keys = SessionKeys::from_bytes(&key.try_into().unwrap());
        let session = SessionId::from_bytes(session);
        let bytes = check_in.seal(session, &keys);
        prop_assert_eq!(CheckIn::session_of(&bytes), Ok(session));
        prop_assert_eq!(CheckIn::open(&bytes, &keys), Ok(check_in));
    }

    #[test]
    fn answers_round_trip(
        nonce: [u8; 16], seq: u64, receipts_kept: u64, renew: bool, second in 0_i64..1_000_000,
        standing in proptest::option::of(proptest::collection::vec(any::<u8>(), 0..256)),
        roots in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..64), 0..3),
        roster in proptest::option::of(proptest::collection::vec(any::<u8>(), 0..256)),
        releases in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..64), 0..3),
    ) {
        let (standing, roster) = (standing.map(Into::into), roster.map(Into::into));
        let roots = roots.into_iter().map(Into::into).collect();
        let releases = releases.into_iter().map(Into::into).collect();
        let now = at(second);
        let answer = Answer { nonce, now, seq, standing, receipts_kept, renew, roots, roster, releases };
        let bytes = answer.seal(SESSION, &samples::keys());
        prop_assert_eq!(Answer::open(&bytes, SESSION, &samples::keys(), &nonce), Ok(answer));
    }
}

/// An empty list has one form: it is left out.
#[test]
fn an_empty_list_that_is_written_is_another_form() {
    let answer = Answer { roots: Vec::new(), roster: None, releases: Vec::new(), ..samples::answer() };
    let good = minicbor::to_vec(&answer).unwrap();
    assert_eq!(good[0], 0xa6);
    let mut written = [good.as_slice(), &[0x06, 0x80]].concat();
    written[0] += 1;
    let read: Answer = minicbor::decode(&written).unwrap();
    assert_eq!((&read, minicbor::to_vec(&read).unwrap()), (&answer, good));
}
