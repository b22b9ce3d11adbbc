//! No other bytes pass for a message: each bit flipped, each end cut off, anything appended, random bytes.

use std::sync::LazyLock;

use proof::authority::Trust;
use proof::keys::{LocalSigner, PublicKey};
use proof::session::{Anchor, Answer, CheckIn, EnrollmentCode, Grant, Hello};
use proof::{Document, Parsed, Unsigned};
use proptest::prelude::*;

use crate::samples::{self, NONCE, SESSION, authority};

/// A message, and whether bytes are a verified message of its kind.
type Case = (Vec<u8>, Box<dyn Fn(&[u8]) -> bool + Send + Sync>);

fn document<D: Document>(document: &Unsigned<D>, signer: &dyn LocalSigner) -> Case {
    let key = signer.public_key();
    let accepts =
        move |bytes: &[u8]| Parsed::<D>::parse(bytes).and_then(|parsed| parsed.verify(&key)).is_ok();
    (document.sign(signer), Box::new(accepts))
}

/// All that is read from the network.
static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let (lender, device, keys) = (samples::lender_key(), samples::device_key(), samples::keys());
    let pinned = authority::trust().root_digest();
    let (for_check_in, for_answer) = (keys.clone(), keys.clone());
    let hello = samples::hello().digest();
    let grant = move |bytes: &[u8]| Grant::verify(bytes, Anchor::Pinned(&pinned), &hello).is_ok();
    let check_in = move |bytes: &[u8]| CheckIn::open(bytes, &for_check_in).is_ok();
    let answer = move |bytes: &[u8]| Answer::open(bytes, SESSION, &for_answer, &NONCE).is_ok();
    let first = move |root: &[u8], roster: &[u8]| Trust::first(&pinned, &[root], roster).is_ok();
    let (root, roster) = (authority::first_root(), authority::first_roster());
    let next_roster = authority::endorsed(&authority::roster(2, 1), &[3, 4]);
    let held = authority::trust();
    let next =
        move |bytes: &[u8]| held.advance(&[bytes], Some(&next_roster)).is_ok_and(|newer| newer.is_some());
    vec![
        document(&samples::terms(), &lender),
        document(&samples::standing(), &lender),
        document(&samples::warrant(), &lender),
        document(&samples::quittance(), &lender),
        document(&samples::receipt(), &device),
        document(&samples::release(), &authority::ombudsman_key()),
        (authority::first_root(), Box::new(move |bytes| first(bytes, &roster))),
        (authority::endorsed(&authority::root(2, [2, 3, 4]), &[0, 2, 3]), Box::new(next)),
        (authority::first_roster(), Box::new(move |bytes| first(&root, bytes))),
        (samples::hello().sign(&device), Box::new(|bytes| Hello::verify(bytes).is_ok())),
        (samples::grant().sign(&authority::freshness_key()), Box::new(grant)),
        (samples::check_in().seal(SESSION, &keys), Box::new(check_in)),
        (samples::answer().seal(SESSION, &keys), Box::new(answer)),
    ]
});

#[test]
fn every_flipped_bit_is_refused() {
    for (message, accepts) in CASES.iter() {
        assert!(accepts(message));
        for position in 0..message.len() {
            for bit in 0..8 {
                let mut altered = message.clone();
                altered[position] ^= 1 << bit;
                assert!(!accepts(&altered), "byte {position}, bit {bit} of {}", message.len());
            }
        }
    }
}

#[test]
fn every_shorter_or_longer_message_is_refused() {
    for (message, accepts) in CASES.iter() {
        for length in 0..message.len() {
            assert!(!accepts(&message[..length]), "{length} of {}", message.len());
        }
        for byte in [0x00, 0xf6, 0xff] {
            assert!(!accepts(&[message.as_slice(), &[byte]].concat()));
        }
        assert!(!accepts(&message.repeat(2)));
    }
}

proptest! {
    #[test]
    fn random_bytes_are_refused_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..512)) {
        for (_, accepts) in CASES.iter() {
            prop_assert!(!accepts(&bytes));
        }
        let _ = CheckIn::session_of(&bytes);
        let _ = PublicKey::from_cose_key(&bytes);
        let _ = String::from_utf8_lossy(&bytes).parse::<EnrollmentCode>();
    }

    /// Nearer to the real thing: a good message with some of its bytes replaced.
    #[test]
    fn spoilt_messages_are_refused_without_panic(
        which in 0_usize..13,
        from in any::<prop::sample::Index>(),
        patch in proptest::collection::vec(any::<u8>(), 1..16),
    ) {
        let (message, accepts) = &CASES[which];
        let from = from.index(message.len());
        let mut altered = message.clone();
        altered.splice(from..(from + patch.len()).min(message.len()), patch);
        prop_assume!(altered != *message);
        prop_assert!(!accepts(&altered));
    }
}
