//! The root in people's hands.

use ident::SeededEntropy;
use proof::authority::{Endorsed, Root, Roster, TrustError};
use proof::keys::Signer as _;

use super::*;

/// Root 2, which two of three people keep.
fn next_root(keys: &KeyStore) -> Endorsed<Root> {
    let root = Root {
        version: 2,
        origin: keys.origin().unwrap(),
        threshold: 2,
        keys: [1, 2, 3].map(|n| person(n).public_key()).to_vec(),
        issued_at: at(NOW),
        expires_at: at("2031-03-01T12:00:00Z"),
    };
    let mut root = Endorsed::draft(&root).unwrap();
    root.try_sign(&person(1)).unwrap();
    root.try_sign(&person(3)).unwrap();
    root
}

fn signed_by_people(draft: &[u8]) -> Vec<u8> {
    let mut roster = Endorsed::<Roster>::parse(draft).unwrap();
    roster.try_sign(&person(2)).unwrap();
    roster.try_sign(&person(3)).unwrap();
    roster.to_bytes()
}

#[test]
fn people_take_over_and_the_automatic_key_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let keys = begun(folder.path());
    let before = mandate(&keys, NOW).unwrap();
    keys.install_root(&next_root(&keys).to_bytes()).unwrap();
    let gone = !names(folder.path()).iter().any(|name| name.starts_with("root-"));
    assert!(gone, "{:?}", names(folder.path()));

    // What was signed before goes on working, after a restart too.
    let keys = begun(folder.path());
    assert_eq!(mandate(&keys, NOW).unwrap().trust, before.trust);
    assert_eq!(mandate(&keys, NOW).unwrap().roots, before.roots);
    // Nobody but people can say who may sign from here on.
    let newcomer = Bearer { lender: lender(2), ..bearer(NOW) };
    let refused = keys.mandate(newcomer, &mut SeededEntropy::new(4)).map(drop).unwrap_err();
    assert!(refused.to_string().contains("`quittance admin keys draft-roster`"), "{refused}");
    let change = keys.rotate(bearer(NOW), Purpose::Command, &mut SeededEntropy::new(9)).unwrap();
    assert!(!change.is_in_force);
    assert_eq!(mandate(&keys, NOW).unwrap().command.public_key(), before.command.public_key());

    let draft = keys.draft_roster(bearer(NOW), &mut SeededEntropy::new(5)).unwrap();
    assert!(matches!(
        keys.install_roster(&draft),
        Err(KeyStoreError::Trust(TrustError::RosterSignatures(_)))
    ));
    assert_eq!(keys.install_roster(&signed_by_people(&draft)).unwrap(), lender(1));
    let after = mandate(&begun(folder.path()), NOW).unwrap();
    assert_eq!(after.trust.version(), (2, 1));
    assert_eq!(after.command.public_key().thumbprint(), change.key);
    // A phone in the field follows without a visit.
    let (_, roster) = after.trust.to_bytes();
    assert_eq!(before.trust.advance(&after.roots, Some(&roster)).unwrap(), Some(after.trust.clone()));
    // The same once more is not newer.
    let older = keys.install_roster(&signed_by_people(&draft));
    assert!(matches!(older, Err(KeyStoreError::Trust(TrustError::RosterOlder { .. }))));
}

#[test]
fn a_root_that_does_not_follow_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let keys = begun(folder.path());
    let good = next_root(&keys);
    let changed = |change: &dyn Fn(&mut Root)| {
        let mut root = good.unverified().clone();
        change(&mut root);
        let mut root = Endorsed::draft(&root).unwrap();
        root.try_sign(&person(1)).unwrap();
        root.try_sign(&person(3)).unwrap();
        root.to_bytes()
    };
    let mut alone = Endorsed::draft(good.unverified()).unwrap();
    alone.try_sign(&person(1)).unwrap();
    let before = names(folder.path());
    for bad in [
        alone.to_bytes(),
        changed(&|root| root.version = 3),
        changed(&|root| root.version = 1),
        changed(&|root| root.origin = "other.example/log".to_owned()),
        changed(&|root| root.keys = [4, 5].map(|n| person(n).public_key()).to_vec()),
        b"damaged".to_vec(),
    ] {
        assert!(keys.install_root(&bad).is_err());
        assert_eq!(names(folder.path()), before);
    }
    keys.install_root(&good.to_bytes()).unwrap();
}

#[test]
fn people_may_make_the_first_root_of_an_empty_folder() {
    let folder = tempfile::tempdir().unwrap();
    let keys = store(folder.path()).unwrap();
    let mut first = next_root(&begun(tempfile::tempdir().unwrap().path())).unverified().clone();
    let two = Endorsed::draft(&first).map(|mut root| {
        root.try_sign(&person(1)).unwrap();
        root.try_sign(&person(2)).unwrap();
        root.to_bytes()
    });
    assert!(matches!(keys.install_root(&two.unwrap()), Err(KeyStoreError::Root(_))));
    first.version = 1;
    let mut root = Endorsed::draft(&first).unwrap();
    root.try_sign(&person(1)).unwrap();
    root.try_sign(&person(2)).unwrap();
    keys.install_root(&root.to_bytes()).unwrap();
    keys.begin("another.example/log", at(NOW), &mut SeededEntropy::new(1)).unwrap();
    assert_eq!(keys.origin().unwrap(), ORIGIN);
    assert!(!names(folder.path()).iter().any(|name| name.starts_with("root-")));
}

#[test]
fn a_roster_can_t_give_a_stolen_key_back() {
    let folder = tempfile::tempdir().unwrap();
    let keys = begun(folder.path());
    let stolen = mandate(&keys, NOW).unwrap().command.public_key();
    keys.install_root(&next_root(&keys).to_bytes()).unwrap();
    let entropy = &mut SeededEntropy::new(9);
    let early = keys.draft_roster(bearer(NOW), entropy).unwrap();
    keys.revoke(bearer(NOW), &stolen.thumbprint(), entropy).unwrap();
    let refused = keys.install_roster(&signed_by_people(&early)).unwrap_err();
    assert!(matches!(refused, KeyStoreError::Forgets(key) if key == stolen.thumbprint()), "{refused}");
    let draft = keys.draft_roster(bearer(NOW), entropy).unwrap();
    keys.install_roster(&signed_by_people(&draft)).unwrap();
    assert!(mandate(&keys, NOW).unwrap().trust.is_revoked(&stolen.thumbprint()));
}
