use ident::{Imei, SessionId};
use minicbor::bytes::ByteVec;
use proof::authority::{Role, TrustError};
use proof::keys::{LenderKey, Signer, SoftDeviceKey};
use proof::session::{Anchor, Ephemeral, Grant, Granted, Hello, Purpose, SessionError};
use proof::{Digest, DocumentError};
use proptest::prelude::*;

use crate::samples::authority::{YEAR, endorsed, freshness_key, root, roster, trust};
use crate::samples::{self, SESSION, at};

const NO_ROOTS: [Vec<u8>; 0] = [];

fn verify(bytes: &[u8], hello: &Digest) -> Result<Granted, SessionError> {
    Grant::verify(bytes, Anchor::Pinned(&trust().root_digest()), hello)
}

#[test]
fn both_sides_get_the_same_keys() {
    let (hello, digest) = Hello::verify(&samples::hello().sign(&samples::device_key())).unwrap();
    assert_eq!(hello, samples::hello());
    assert_eq!(digest, hello.digest());
    let grant = samples::grant().sign(&freshness_key());
    let granted = verify(&grant, &digest).unwrap();
    assert_eq!((&granted.grant, &granted.trust, &granted.fault), (&samples::grant(), &trust(), &None));
    let held = Grant::verify(&grant, Anchor::Held(&trust()), &digest);
    assert_eq!(held, Ok(granted.clone()));
    let grant = granted.grant;

    let server = samples::server_ephemeral().agree(&hello.ephemeral, &digest, SESSION).unwrap();
    let device = samples::device_ephemeral().agree(&grant.ephemeral, &digest, grant.session).unwrap();
    assert_eq!(server.to_bytes(), device.to_bytes());
}

#[test]
fn a_swapped_ephemeral_key_gives_other_keys() {
    let middle = Ephemeral::from_seed(&[99; 32]);
    let digest = samples::hello().digest();
    let device = samples::device_ephemeral().agree(&middle.public(), &digest, SESSION).unwrap();
    assert_ne!(device.to_bytes(), samples::keys().to_bytes());
}

#[test]
fn keys_belong_to_one_hello_and_one_session() {
    let agree = |hello: Digest, session| {
        let keys = samples::device_ephemeral().agree(&samples::server_ephemeral().public(), &hello, session);
        *keys.unwrap().to_bytes()
    };
    let good = agree(samples::hello().digest(), SESSION);
    assert_eq!(good, *samples::keys().to_bytes());
    assert_ne!(good, agree(Digest([0; 32]), SESSION));
    assert_ne!(good, agree(samples::hello().digest(), SessionId::from_bytes([0; 16])));
    assert_ne!(good[..32], good[32..]);
}

#[test]
fn a_key_that_is_no_point_is_refused() {
    let mut off_curve = samples::server_ephemeral().public();
    off_curve[64] ^= 1;
    let mut compressed = samples::server_ephemeral().public();
    compressed[0] = 2;
    for peer in [off_curve, compressed, [0; 65], [0xff; 65]] {
        let agreed = samples::device_ephemeral().agree(&peer, &samples::hello().digest(), SESSION);
        assert_eq!(agreed.err(), Some(SessionError::BadEphemeral));
    }
}

#[test]
fn a_hello_is_signed_by_the_key_it_carries() {
    let by_other = samples::hello().sign(&SoftDeviceKey::from_seed(&[1; 32]));
    assert_eq!(Hello::verify(&by_other), Err(DocumentError::WrongKey.into()));
    let mut ed25519 = samples::hello();
    ed25519.device_key = samples::lender_key().public_key();
    assert_eq!(
        Hello::verify(&ed25519.sign(&samples::lender_key())),
        Err(DocumentError::WrongAlgorithm.into())
    );
}

#[test]
fn a_hello_out_of_bounds_is_refused() {
    let refused = |change: &dyn Fn(&mut Hello), field| {
        let mut hello = samples::hello();
        change(&mut hello);
        let bytes = hello.sign(&samples::device_key());
        assert_eq!(Hello::verify(&bytes), Err(SessionError::OutOfBounds(field)));
    };
    refused(&|h| h.imeis.clear(), "imeis");
    refused(&|h| h.imeis = vec![h.imeis[0]; 2], "imeis");
    refused(&|h| h.imeis = (1..=9).map(|n| Imei::from_body(n).unwrap()).collect(), "imeis");
    refused(&|h| h.serial.clear(), "serial");
    refused(&|h| h.model = "x".repeat(129), "model");
    refused(&|h| h.purpose = Purpose::Enroll { token: String::new() }, "token");
}

#[test]
fn a_grant_by_another_key_is_refused() {
    let other = LenderKey::from_seed(&[1; 32]);
    let digest = samples::hello().digest();
    let refused = |bytes: &[u8]| verify(bytes, &digest).unwrap_err();
    // Its own key inside, or the right one inside and its own signature outside.
    let own = Grant { freshness_key: other.public_key(), ..samples::grant() };
    assert_eq!(refused(&own.sign(&other)), TrustError::KeyUnknown.into());
    assert_eq!(refused(&samples::grant().sign(&other)), DocumentError::WrongKey.into());
    // The key that commands does not say what time it is.
    let command = Grant { freshness_key: samples::lender_key().public_key(), ..samples::grant() };
    assert_eq!(refused(&command.sign(&samples::lender_key())), TrustError::KeyRole(Role::Freshness).into());
    let device = samples::device_key();
    let p256 = Grant { freshness_key: device.public_key(), ..samples::grant() };
    assert_eq!(refused(&p256.sign(&device)), DocumentError::WrongAlgorithm.into());
}

#[test]
fn a_grant_under_another_root_or_for_another_lender_is_refused() {
    let digest = samples::hello().digest();
    let refused = |grant: &Grant| verify(&grant.sign(&freshness_key()), &digest).unwrap_err();
    let pinned = trust().root_digest();
    let strange = endorsed(&root(1, [3, 4, 5]), &[3, 4]);
    let other = Grant { roots: vec![strange.into()], ..samples::grant() };
    assert_eq!(refused(&other), TrustError::RootNotPinned(pinned).into());
    assert_eq!(
        refused(&Grant { roots: Vec::new(), ..samples::grant() }),
        TrustError::RootNotPinned(pinned).into()
    );
    let other = Grant { lender: ident::LenderId::from_bytes([9; 16]), ..samples::grant() };
    assert_eq!(refused(&other), TrustError::RosterLender.into());
    let late = Grant { now: at(YEAR), ..samples::grant() };
    assert!(matches!(refused(&late), SessionError::Trust(TrustError::KeyWindow { .. })));
}

#[test]
fn an_older_roster_in_a_grant_changes_nothing_of_what_is_held() {
    let digest = samples::hello().digest();
    let newer = trust().advance(&NO_ROOTS, Some(&endorsed(&roster(1, 2), &[0, 1]))).unwrap().unwrap();
    let bytes = samples::grant().sign(&freshness_key());
    let granted = Grant::verify(&bytes, Anchor::Held(&newer), &digest).unwrap();
    assert_eq!(granted.trust, newer);
    assert_eq!(granted.fault, Some(TrustError::RosterOlder { held: 2, found: 1 }));
}

#[test]
fn a_grant_to_another_hello_is_refused() {
    let bytes = samples::grant().sign(&freshness_key());
    let again = Hello { nonce: [0; 16], ..samples::hello() };
    assert_eq!(verify(&bytes, &again.digest()), Err(SessionError::WrongHello));
}

proptest! {
    #[test]
    fn hellos_round_trip(
        token in "[ -~]{1,128}", session: [u8; 16], which in 0..3, bodies in proptest::collection::hash_set(1_u64..1_000_000, 1..8),
        serial in "\\PC{1,20}", nonce: [u8; 16], receipts_counter: u64, certificates in 0..=8_usize,
    ) {
        let purpose = match which {
            0 => Purpose::Enroll { token },
            1 => Purpose::Recover,
            _ => Purpose::Renew { session: SessionId::from_bytes(session) },
        };
        let imeis = bodies.into_iter().map(|body| Imei::from_body(body).unwrap()).collect();
        let attestation = (certificates > 0).then(|| vec![ByteVec::from(serial.clone().into_bytes()); certificates]);
        let hello = Hello { purpose, imeis, serial, nonce, receipts_counter, attestation, ..samples::hello() };
        let (read, digest) = Hello::verify(&hello.sign(&samples::device_key())).unwrap();
        prop_assert_eq!(digest, hello.digest());
        prop_assert_eq!(read, hello);
    }

    #[test]
    fn any_two_seeds_agree(device: [u8; 32], server: [u8; 32], hello: [u8; 32], session: [u8; 16]) {
        let (device, server) = (Ephemeral::from_seed(&device), Ephemeral::from_seed(&server));
        let (hello, session) = (Digest(hello), SessionId::from_bytes(session));
        let one = device.agree(&server.public(), &hello, session).unwrap();
        let other = server.agree(&device.public(), &hello, session).unwrap();
        prop_assert_eq!(one.to_bytes(), other.to_bytes());
    }
}
