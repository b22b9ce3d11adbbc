//! What the keys of a roster may do, and what not.

use policy::Level;
use proof::Parsed;
use proof::authority::{Role, TrustError};
use proof::keys::{LenderKey, Signer};

use crate::authority::with_roster;
use crate::samples::authority::{ORIGIN, YEAR, freshness_key, now, ombudsman_key, roster, trust};
use crate::samples::{self, at, lender_key};

/// Attacks 8 and 10: a key signs for its own role and in its own time only.
#[test]
fn keys_have_a_role_and_a_time() {
    let trust = trust();
    let command = lender_key().public_key().thumbprint();
    let listed = trust.key(&command, Role::Command, now()).unwrap();
    assert_eq!(listed.max_level, Some(Level::Locked));
    for role in [Role::Freshness, Role::Log, Role::Ombudsman] {
        assert_eq!(trust.key(&command, role, now()), Err(TrustError::KeyRole(role)));
    }
    let stranger = LenderKey::from_seed(&[99; 32]).public_key().thumbprint();
    assert_eq!(trust.key(&stranger, Role::Command, now()), Err(TrustError::KeyUnknown));
    for outside in [at(-YEAR - 1), at(YEAR)] {
        let refused = trust.key(&command, Role::Command, outside);
        assert!(matches!(refused, Err(TrustError::KeyWindow { .. })), "{outside}");
    }
}

#[test]
fn a_revoked_key_signs_nothing_even_while_it_is_listed() {
    let command = lender_key().public_key();
    let mut revoking = roster(1, 2);
    revoking.revoked.push(command.thumbprint());
    let held = with_roster(&revoking, &[0, 1]).unwrap().unwrap();
    assert!(held.is_revoked(&command.thumbprint()));
    assert_eq!(held.key(&command.thumbprint(), Role::Command, now()), Err(TrustError::KeyRevoked));
    revoking.keys.retain(|listed| listed.role != Role::Command);
    revoking.version = 3;
    let held = with_roster(&revoking, &[0, 1]).unwrap().unwrap();
    assert_eq!(held.named(command.kid(), Role::Command), Err(TrustError::KeyRevoked));
}

#[test]
fn a_document_is_verified_with_the_key_of_its_role() {
    let trust = trust();
    let parse = |bytes: &[u8]| Parsed::<proof::documents::Release>::parse(bytes).unwrap();
    let good = samples::release().sign(&ombudsman_key());
    let (release, key) = trust.verify(parse(&good), Role::Ombudsman).unwrap();
    assert_eq!(release.signed_by(), key.key.thumbprint());
    for stranger in [lender_key(), freshness_key()] {
        let bytes = samples::release().sign(&stranger);
        assert!(trust.verify(parse(&bytes), Role::Ombudsman).is_err());
    }
    // Signed again by the next key it is the same document.
    let again = parse(&good).resign(&freshness_key()).unwrap();
    assert_ne!(again, good);
    assert_eq!(parse(&again).verify(&freshness_key().public_key()).unwrap().digest(), release.digest());
}

#[test]
fn the_log_is_believed_by_keys_that_are_not_revoked() {
    let trust = trust();
    let log = trust.log();
    assert_eq!((log.origin.as_str(), log.keys.len(), log.witnesses.len(), log.quorum), (ORIGIN, 1, 1, 1));
    let mut revoking = roster(1, 2);
    revoking.revoked.push(log.keys[0].thumbprint());
    let held = with_roster(&revoking, &[0, 1]).unwrap().unwrap();
    assert!(held.log().keys.is_empty());
}
