//! Attacks on roots and rosters: the order of The Update Framework, and the keys' bounds.

use ident::LenderId;
use proof::authority::{Endorsed, Root, Roster, SignatureFault, Trust, TrustError};
use proof::keys::{Signer, SoftDeviceKey};
use proof::{Digest, DocumentError};
use proptest::prelude::*;

use crate::samples::authority::{YEAR, endorsed, first_root, first_roster, now, person, root, roster, trust};
use crate::samples::{self, at};

const NONE: [Vec<u8>; 0] = [];

fn pinned() -> Digest {
    trust().root_digest()
}

fn too_few(have: usize) -> SignatureFault {
    SignatureFault::TooFew { have, need: 2 }
}

pub(crate) fn with_roster(roster: &Roster, persons: &[u8]) -> Result<Option<Trust>, TrustError> {
    trust().advance(&NONE, Some(&endorsed(roster, persons)))
}

fn with_root(next: &Root, persons: &[u8]) -> Result<Option<Trust>, TrustError> {
    let roster = endorsed(&roster(next.version, 1), &[3, 4]);
    trust().advance(&[endorsed(next, persons)], Some(&roster))
}

#[test]
fn the_pinned_root_and_nothing_else_is_the_beginning() {
    assert_eq!(trust().version(), (1, 1));
    let other = endorsed(&root(1, [3, 4, 5]), &[3, 4]);
    assert_eq!(Trust::first(&pinned(), &[other], &first_roster()), Err(TrustError::RootNotPinned(pinned())));
    let one = endorsed(&root(1, [0, 1, 2]), &[0]);
    assert_eq!(Trust::first(&pinned(), &[one], &first_roster()), Err(TrustError::RootSignatures(too_few(1))));
}

#[test]
fn a_later_root_pinned_needs_no_earlier_one() {
    let second = endorsed(&root(2, [2, 3, 4]), &[0, 1, 3, 4]);
    let pinned = Endorsed::<Root>::parse(&second).unwrap().digest();
    let roster = endorsed(&roster(2, 1), &[3, 4]);
    for roots in [vec![second.clone()], vec![b"damaged".to_vec(), first_root(), second]] {
        assert_eq!(Trust::first(&pinned, &roots, &roster).unwrap().version(), (2, 1));
    }
}

#[test]
fn the_next_root_is_taken_with_the_threshold_of_both() {
    let advanced = with_root(&root(2, [2, 3, 4]), &[0, 1, 3, 4]).unwrap().unwrap();
    assert_eq!(advanced.version(), (2, 1));
    // A person of both counts for both.
    assert!(with_root(&root(2, [2, 3, 4]), &[0, 2, 3]).unwrap().is_some());
    for (persons, have) in [(&[3, 4][..], 0), (&[0, 3, 4], 1), (&[0, 1], 0), (&[0, 1, 3], 1)] {
        let refused = with_root(&root(2, [2, 3, 4]), persons);
        assert_eq!(refused, Err(TrustError::RootSignatures(too_few(have))), "{persons:?}");
    }
}

#[test]
fn a_root_is_not_skipped_and_not_renamed() {
    let third = root(3, [3, 4, 5]);
    let refused = Err(TrustError::RootNext { held: 1, found: 3 });
    assert_eq!(with_root(&third, &[0, 1, 3, 4]), refused);
    let chain = [endorsed(&root(2, [0, 1, 3]), &[0, 1]), endorsed(&third, &[0, 1, 3, 4])];
    let advanced = trust().advance(&chain, Some(&endorsed(&roster(3, 1), &[3, 4]))).unwrap();
    assert_eq!(advanced.unwrap().version(), (3, 1));
    let renamed = Root { origin: "other.example/log".to_owned(), ..root(2, [3, 4, 5]) };
    assert_eq!(with_root(&renamed, &[0, 1, 3, 4]), Err(TrustError::RootNext { held: 1, found: 2 }));
}

#[test]
fn an_older_root_changes_nothing() {
    let second = with_root(&root(2, [2, 3, 4]), &[0, 1, 3, 4]).unwrap().unwrap();
    assert_eq!(second.advance(&[first_root()], None), Ok(None));
    let rollback = second.advance(&[first_root()], Some(&first_roster()));
    assert_eq!(rollback, Err(TrustError::RosterSignatures(too_few(1))));
}

#[test]
fn a_root_without_its_roster_waits() {
    let second = endorsed(&root(2, [0, 1, 2]), &[0, 1]);
    let refused = TrustError::RosterRoot { held: 2, found: 1 };
    assert_eq!(trust().advance(std::slice::from_ref(&second), None), Err(refused.clone()));
    assert_eq!(trust().advance(&[second], Some(&first_roster())), Err(refused));
}

#[test]
fn one_person_does_not_sign_twice() {
    let mut twice = Endorsed::draft(&roster(1, 2)).unwrap();
    twice.try_sign(&person(0)).unwrap();
    twice.try_sign(&person(0)).unwrap();
    assert_eq!(twice.signers().count(), 1);
    let refused = trust().advance(&NONE, Some(&twice.to_bytes()));
    assert_eq!(refused, Err(TrustError::RosterSignatures(too_few(1))));
    let doubled = Root { keys: vec![person(0).public_key(); 3], ..root(1, [0, 1, 2]) };
    assert!(matches!(Endorsed::draft(&doubled), Err(TrustError::RootContent(_))));
}

#[test]
fn a_signature_is_not_repeated_by_hand() {
    use coset::TaggedCborSerializable as _;
    let mut cose = coset::CoseSign::from_tagged_slice(&endorsed(&roster(1, 2), &[0])).unwrap();
    cose.signatures.push(cose.signatures[0].clone());
    let refused = trust().advance(&NONE, Some(&cose.clone().to_tagged_vec().unwrap()));
    assert_eq!(refused, Err(TrustError::RosterForm(DocumentError::NotDeterministic)));
    let mut cose = coset::CoseSign::from_tagged_slice(&first_roster()).unwrap();
    cose.signatures.reverse();
    let refused = trust().advance(&NONE, Some(&cose.to_tagged_vec().unwrap()));
    assert_eq!(refused, Err(TrustError::RosterForm(DocumentError::NotDeterministic)));
}

#[test]
fn a_stranger_has_no_say_and_a_device_key_none_either() {
    let stranger = with_roster(&roster(1, 2), &[0, 1, 9]);
    assert_eq!(stranger, Err(TrustError::RosterSignatures(SignatureFault::Stranger)));
    let stranger = with_root(&root(2, [2, 3, 4]), &[0, 1, 3, 4, 9]);
    assert_eq!(stranger, Err(TrustError::RootSignatures(SignatureFault::Stranger)));
    let device = Root { keys: vec![SoftDeviceKey::from_seed(&[8; 32]).public_key()], ..root(1, [0, 1, 2]) };
    assert!(matches!(Endorsed::draft(&Root { threshold: 1, ..device }), Err(TrustError::RootContent(_))));
}

#[test]
fn a_signature_for_a_roster_is_none_for_another() {
    use coset::TaggedCborSerializable as _;
    let mut cose = coset::CoseSign::from_tagged_slice(&endorsed(&roster(1, 2), &[0, 1])).unwrap();
    let other = coset::CoseSign::from_tagged_slice(&endorsed(&roster(1, 3), &[0, 1])).unwrap();
    cose.payload = other.payload;
    let refused = trust().advance(&NONE, Some(&cose.to_tagged_vec().unwrap()));
    assert_eq!(refused, Err(TrustError::RosterSignatures(SignatureFault::Wrong)));
}

/// Attack 2: rollback. The older roster, in which a key was not yet revoked, is not taken again.
#[test]
fn an_older_roster_is_refused_and_the_same_is_nothing_new() {
    let held = with_roster(&roster(1, 5), &[0, 1]).unwrap().unwrap();
    let offer = |roster: &Roster, persons| held.advance(&NONE, Some(&endorsed(roster, persons)));
    assert_eq!(offer(&roster(1, 4), &[0, 1]), Err(TrustError::RosterOlder { held: 5, found: 4 }));
    // The same one signed by others, and another one with its version.
    assert_eq!(offer(&roster(1, 5), &[1, 2]), Ok(None));
    let twin = Roster { issued_at: at(1), ..roster(1, 5) };
    assert_eq!(offer(&twin, &[0, 1]), Err(TrustError::RosterOlder { held: 5, found: 5 }));
    assert!(offer(&roster(1, 6), &[0, 1]).unwrap().is_some());
}

#[test]
fn another_lenders_roster_is_refused() {
    let other = Roster { lender: LenderId::from_bytes([9; 16]), ..roster(1, 2) };
    assert_eq!(with_roster(&other, &[0, 1]), Err(TrustError::RosterLender));
}

/// Attack 5: fast-forward. Whoever used up the versions of rosters has gained nothing under the next root.
#[test]
fn a_new_root_lets_versions_begin_anew() {
    let forward = with_roster(&roster(1, u64::MAX), &[0, 1]).unwrap().unwrap();
    let next = endorsed(&root(2, [3, 4, 5]), &[0, 2, 3, 4]);
    let recovered = forward.advance(&[next], Some(&endorsed(&roster(2, 1), &[3, 4]))).unwrap();
    assert_eq!(recovered.unwrap().version(), (2, 1));
    // The thieves' keys are the first root's: they sign nothing under the second.
    let refused = trust().advance(&NONE, Some(&endorsed(&roster(2, 2), &[0, 1])));
    assert_eq!(refused, Err(TrustError::RosterRoot { held: 1, found: 2 }));
}

/// Attack 4: freeze. What is old restricts nothing new.
#[test]
fn time_ends() {
    assert_eq!(trust().check_time(at(YEAR - 1)), Ok(()));
    assert_eq!(trust().check_time(at(YEAR)), Err(TrustError::Expired(at(YEAR))));
    let short = Root { expires_at: at(50), ..root(2, [3, 4, 5]) };
    let held = with_root(&short, &[0, 1, 3, 4]).unwrap().unwrap();
    assert_eq!(held.check_time(now()), Err(TrustError::Expired(at(50))));
}

#[test]
fn contradictions_are_refused() {
    let bad_root = |change: fn(&mut Root)| {
        let mut content = root(1, [0, 1, 2]);
        change(&mut content);
        assert!(matches!(Endorsed::draft(&content), Err(TrustError::RootContent(_))), "{content:?}");
    };
    bad_root(|root| root.version = 0);
    bad_root(|root| root.threshold = 0);
    bad_root(|root| root.threshold = 4);
    bad_root(|root| root.keys.clear());
    bad_root(|root| root.origin = "with space".to_owned());
    bad_root(|root| root.origin.clear());
    bad_root(|root| root.expires_at = root.issued_at);
    let bad_roster = |change: fn(&mut Roster)| {
        let mut content = roster(1, 1);
        change(&mut content);
        assert!(matches!(Endorsed::draft(&content), Err(TrustError::RosterContent(_))), "{content:?}");
    };
    bad_roster(|roster| roster.version = 0);
    bad_roster(|roster| roster.root = 0);
    bad_roster(|roster| roster.expires_at = roster.issued_at);
    bad_roster(|roster| roster.keys[0].until = roster.keys[0].from);
    bad_roster(|roster| roster.keys[0].key = samples::device_key().public_key());
    bad_roster(|roster| roster.log.quorum = 2);
    bad_roster(|roster| roster.log.witnesses.push(roster.log.witnesses[0].clone()));
    bad_roster(|roster| roster.log.witnesses[0].name = "a+b".to_owned());
    // The ombudsman's key must not command.
    bad_roster(|roster| roster.keys[2].key = roster.keys[0].key);
    let elsewhere = Roster {
        log: proof::authority::LogPolicy { origin: "other.example".to_owned(), ..roster(1, 2).log },
        ..roster(1, 2)
    };
    assert!(matches!(with_roster(&elsewhere, &[0, 1]), Err(TrustError::RosterContent(_))));
}

#[test]
fn what_was_kept_comes_back() {
    let (root, roster) = trust().to_bytes();
    assert_eq!(Trust::restore(&root, &roster), Ok(trust()));
    let unsigned = Endorsed::draft(trust().roster()).unwrap().to_bytes();
    assert_eq!(Trust::restore(&root, &unsigned), Err(TrustError::RosterSignatures(too_few(0))));
}

proptest! {
    #[test]
    fn random_documents_are_refused_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..512)) {
        prop_assert!(Endorsed::<Root>::parse(&bytes).is_err());
        prop_assert!(Endorsed::<Roster>::parse(&bytes).is_err());
        prop_assert!(trust().advance(std::slice::from_ref(&bytes), Some(&bytes)).is_err());
    }

    /// Whatever two persons sign at whatever version, only what is newer counts, and never under another root.
    #[test]
    fn versions_only_rise(offers in proptest::collection::vec((1_u32..4, any::<u64>()), 1..12)) {
        let mut held = trust();
        for (root, version) in offers {
            prop_assume!(version > 0);
            let before = held.version();
            let offer = endorsed(&roster(root, version), &[0, 1]);
            if let Ok(Some(newer)) = held.advance(&NONE, Some(&offer)) {
                held = newer;
            }
            prop_assert!(held.version() >= before && held.version().0 == 1);
            prop_assert_eq!(held.version().1, if root == 1 { before.1.max(version) } else { before.1 });
        }
    }
}
