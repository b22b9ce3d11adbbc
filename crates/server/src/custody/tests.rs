//! A key store's life on disk: the first start, the hand-over to people, rotation, theft, damage.

mod former;
mod people;
mod witnesses;

use std::path::Path;

use ident::{LenderId, SeededEntropy};
use jiff::{SignedDuration, Timestamp};
use proof::authority::{Role, Trust};
use proof::keys::{LenderKey, PublicKey, Signer as _};

use super::*;
use crate::Sealer;

const ORIGIN: &str = "quittance.example/log";

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn lender(n: u8) -> LenderId {
    LenderId::new(1, [n; 10])
}

fn bearer(now: &str) -> Bearer {
    Bearer { lender: lender(1), now: at(now), is_test: false }
}

const NOW: &str = "2026-03-01T12:00:00Z";

fn store(folder: &Path) -> Result<KeyStore, KeyStoreError> {
    let disk = DiskFolder::open(folder).unwrap();
    KeyStore::open(Box::new(disk), Sealer::new(&[5; 32]), None)
}

/// A store after its first start.
fn begun(folder: &Path) -> KeyStore {
    let keys = store(folder).unwrap();
    keys.begin(ORIGIN, at(NOW), &mut SeededEntropy::new(1)).unwrap();
    keys
}

fn mandate(keys: &KeyStore, now: &str) -> Result<std::sync::Arc<Mandate>, KeyStoreError> {
    keys.mandate(bearer(now), &mut SeededEntropy::new(2))
}

fn names(folder: &Path) -> Vec<String> {
    let mut names = DiskFolder::open(folder).unwrap().names().unwrap();
    names.sort();
    names
}

fn person(n: u8) -> LenderKey {
    LenderKey::from_seed(&[100 + n; 32])
}

fn listed(trust: &Trust, role: Role) -> Vec<PublicKey> {
    trust.roster().keys.iter().filter(|key| key.role == role).map(|key| key.key).collect()
}

#[test]
fn works_at_once_and_finds_its_keys_again() {
    let folder = tempfile::tempdir().unwrap();
    let keys = begun(folder.path());
    let first = mandate(&keys, NOW).unwrap();
    assert_eq!(first.trust.version(), (1, 1));
    assert_eq!(first.trust.roster().log.origin, ORIGIN);
    assert_eq!(listed(&first.trust, Role::Log), [keys.log_signer().unwrap().public_key()]);
    let pinned = first.trust.root_digest();
    let (_, roster) = first.trust.to_bytes();
    assert_eq!(Trust::first(&pinned, &first.roots, &roster).unwrap(), first.trust);

    let again = begun(folder.path());
    let second = mandate(&again, "2026-03-02T12:00:00Z").unwrap();
    assert_eq!(second.trust, first.trust);
    assert_eq!(second.command.public_key(), first.command.public_key());
    assert_ne!(second.command.public_key(), second.freshness.public_key());
    assert_eq!(again.log_signer().unwrap().public_key(), keys.log_signer().unwrap().public_key());
    // Another lender's keys are others.
    let other = Bearer { lender: lender(2), ..bearer(NOW) };
    let other = again.mandate(other, &mut SeededEntropy::new(3)).unwrap();
    assert_ne!(other.command.public_key(), first.command.public_key());
    let lender = lender(1);
    let expected = ["1.root", "command-", "freshness-", "len", "log-all-1.key", "root-all-1.key"];
    let found = names(folder.path());
    assert!(expected.iter().all(|part| found.iter().any(|name| name.starts_with(part))), "{found:?}");
    assert!(found.contains(&format!("command-{lender}-1.key")), "{found:?}");
}

#[test]
fn a_roster_is_renewed_before_it_ends() {
    let folder = tempfile::tempdir().unwrap();
    let keys = begun(folder.path());
    mandate(&keys, NOW).unwrap();
    assert_eq!(mandate(&keys, "2027-01-28T12:00:00Z").unwrap().trust.version(), (1, 1));
    let renewed = mandate(&keys, "2027-02-01T12:00:00Z").unwrap();
    assert_eq!(renewed.trust.version(), (1, 2));
    let key = renewed.trust.roster().keys.iter().find(|key| key.role == Role::Command).unwrap();
    // What it signed before is still inside its time, and when nobody renews the roster phones are still
    // granted sessions, in which they hear of releases.
    assert_eq!((key.from, key.until), (at(NOW), at("2038-01-29T12:00:00Z")));
    let ends = renewed.trust.roster().expires_at;
    let freshness = renewed.freshness.public_key().thumbprint();
    let late = ends + SignedDuration::from_hours(365 * 24);
    assert!(renewed.trust.key(&freshness, Role::Freshness, late).is_ok());
    assert!(renewed.trust.check_time(ends).is_err());
}

#[test]
fn nothing_opens_under_another_master_key_or_in_another_place() {
    let folder = tempfile::tempdir().unwrap();
    mandate(&begun(folder.path()), NOW).unwrap();
    let disk = || Box::new(DiskFolder::open(folder.path()).unwrap());
    let other = KeyStore::open(disk(), Sealer::new(&[6; 32]), None).unwrap();
    assert!(matches!(mandate(&other, NOW), Err(KeyStoreError::Sealed(name)) if name.starts_with("command-")));

    // The log's key in the place of the command key: neither its file nor its secret fits.
    let lender = lender(1);
    let (log, command) = ("log-all-1.key".to_owned(), format!("command-{lender}-1.key"));
    let stolen = disk().read(&log).unwrap();
    let of_log = begun(folder.path()).log_signer().unwrap().public_key().to_string();
    disk().write(&command, &stolen).unwrap();
    assert!(matches!(store(folder.path()), Err(KeyStoreError::Damaged { name, .. }) if name == command));
    let text = String::from_utf8(stolen).unwrap();
    let renamed = text.replace("\"purpose\": \"log\"", "\"purpose\": \"command\"");
    let renamed = renamed.replace("\"lender\": null", &format!("\"lender\": \"{lender}\""));
    let renamed = renamed.replace(&of_log, &person(9).public_key().to_string());
    disk().write(&command, renamed.as_bytes()).unwrap();
    let forged = store(folder.path()).unwrap();
    let refused = mandate(&forged, NOW).map(|mandate| mandate.command.public_key());
    assert!(matches!(refused, Err(KeyStoreError::Sealed(name)) if name == command));
}

#[test]
fn damage_is_named_and_nothing_starts_on_it() {
    for (name, bytes) in
        [("1.root", &b"damaged"[..]), ("x.roster", b"damaged"), ("log-all-1.key", b"{}"), ("stray", b"")]
    {
        let folder = tempfile::tempdir().unwrap();
        mandate(&begun(folder.path()), NOW).unwrap();
        DiskFolder::open(folder.path()).unwrap().write(name, bytes).unwrap();
        let refused = store(folder.path()).unwrap_err();
        assert!(
            matches!(refused, KeyStoreError::Damaged { .. } | KeyStoreError::Trust(_)),
            "{name}: {refused}"
        );
    }
    // What a crash left half written is no file yet.
    let folder = tempfile::tempdir().unwrap();
    begun(folder.path());
    std::fs::write(folder.path().join("2.root.new"), b"half").unwrap();
    store(folder.path()).unwrap();
}

#[test]
fn a_rotated_key_stays_listed_until_it_is_long_out_of_use() {
    let folder = tempfile::tempdir().unwrap();
    let keys = begun(folder.path());
    let before = mandate(&keys, NOW).unwrap();
    let change = keys.rotate(bearer(NOW), Purpose::Command, &mut SeededEntropy::new(9)).unwrap();
    assert!(change.is_in_force);
    let after = mandate(&keys, NOW).unwrap();
    assert_eq!(after.command.public_key().thumbprint(), change.key);
    assert_eq!(after.freshness.public_key(), before.freshness.public_key());
    let both = [before.command.public_key(), after.command.public_key()];
    assert_eq!(listed(&after.trust, Role::Command), both);

    keys.retire(bearer(NOW), at("2026-03-02T12:00:00Z")).unwrap();
    assert_eq!(listed(&mandate(&keys, "2026-04-02T11:00:00Z").unwrap().trust, Role::Command), both);
    let late = mandate(&store(folder.path()).unwrap(), "2026-04-02T13:00:00Z").unwrap();
    assert_eq!(listed(&late.trust, Role::Command), [after.command.public_key()]);
    assert!(late.trust.roster().revoked.is_empty());
}

#[test]
fn a_stolen_key_is_void_and_replaced_in_one_roster() {
    let folder = tempfile::tempdir().unwrap();
    let keys = begun(folder.path());
    let stolen = mandate(&keys, NOW).unwrap().command.public_key();
    let entropy = &mut SeededEntropy::new(9);
    let change = keys.revoke(bearer(NOW), &stolen.thumbprint(), entropy).unwrap();
    let after = mandate(&keys, NOW).unwrap();
    assert_eq!(after.trust.version(), (1, 2));
    assert!(after.trust.is_revoked(&stolen.thumbprint()));
    assert_eq!(listed(&after.trust, Role::Command), [after.command.public_key()]);
    assert_eq!((change.key, change.is_in_force), (after.command.public_key().thumbprint(), true));
    // Once more changes nothing but the version; and it stays void under every later roster.
    assert_eq!(keys.revoke(bearer(NOW), &stolen.thumbprint(), entropy).unwrap(), change);
    keys.rotate(bearer(NOW), Purpose::Command, entropy).unwrap();
    assert!(mandate(&keys, "2027-06-01T00:00:00Z").unwrap().trust.is_revoked(&stolen.thumbprint()));
    let unknown = proof::Digest([1; 32]);
    assert!(matches!(keys.revoke(bearer(NOW), &unknown, entropy), Err(KeyStoreError::UnknownKey(_))));
    let foreign = Bearer { lender: lender(2), ..bearer(NOW) };
    assert!(matches!(keys.revoke(foreign, &change.key, entropy), Err(KeyStoreError::UnknownKey(_))));
}

#[test]
fn a_crash_before_the_roster_is_made_up_for() {
    let folder = tempfile::tempdir().unwrap();
    let keys = begun(folder.path());
    let stolen = mandate(&keys, NOW).unwrap().command.public_key();
    let before = DiskFolder::open(folder.path()).unwrap().read(&format!("{}.roster", lender(1))).unwrap();
    keys.revoke(bearer(NOW), &stolen.thumbprint(), &mut SeededEntropy::new(9)).unwrap();
    DiskFolder::open(folder.path()).unwrap().write(&format!("{}.roster", lender(1)), &before).unwrap();
    let again = mandate(&store(folder.path()).unwrap(), NOW).unwrap();
    assert!(again.trust.is_revoked(&stolen.thumbprint()));
}

#[test]
fn a_program_can_keep_a_lender_s_key() {
    let folder = tempfile::tempdir().unwrap();
    let keys = begun(folder.path());
    mandate(&keys, NOW).unwrap();
    let public = LenderKey::from_seed(&[7; 32]).public_key();
    let program =
        |program: &str| SignerProgram { program: program.to_owned(), arguments: Vec::new(), limit_ms: 2_000 };
    // One that can't sign now is not taken.
    let before = names(folder.path());
    let refused = keys.set_external(bearer(NOW), Purpose::Command, (public, program("cat")));
    assert!(matches!(refused, Err(KeyStoreError::Sign(_))));
    assert_eq!(names(folder.path()), before);
}

#[test]
fn the_ombudsman_s_key_goes_into_the_next_roster() {
    let folder = tempfile::tempdir().unwrap();
    let keys = begun(folder.path());
    assert!(listed(&mandate(&keys, NOW).unwrap().trust, Role::Ombudsman).is_empty());
    let passphrase = Passphrase::first_line("correct horse battery").unwrap();
    let file = KeyFile::lock(Purpose::Ombudsman, &[8; 32], &passphrase, &mut SeededEntropy::new(1)).unwrap();
    keys.set_ombudsman(&PublicKeyFile::of(&file).unwrap()).unwrap();
    let expected = [LenderKey::from_seed(&[8; 32]).public_key()];
    let soon = NOW.parse::<Timestamp>().unwrap() + SignedDuration::from_secs(1);
    assert_eq!(listed(&mandate(&keys, &soon.to_string()).unwrap().trust, Role::Ombudsman), expected);
    let again = store(folder.path()).unwrap();
    assert_eq!(listed(&mandate(&again, NOW).unwrap().trust, Role::Ombudsman), expected);
}

#[test]
fn what_the_log_may_lack_is_known_after_a_restart_too() {
    let folder = tempfile::tempdir().unwrap();
    let keys = begun(folder.path());
    let first = mandate(&keys, NOW).unwrap();
    let root = first.roots[0].clone();
    let (_, roster) = first.trust.to_bytes();
    assert_eq!(keys.unlogged(), [root.clone(), roster.clone()]);
    keys.logged(&root);
    assert_eq!(keys.unlogged(), std::slice::from_ref(&roster));
    assert_eq!(begun(folder.path()).unlogged(), [root, roster.clone()], "nobody knows what became of them");
    keys.rotate(bearer(NOW), Purpose::Command, &mut SeededEntropy::new(9)).unwrap();
    let (_, next) = mandate(&keys, NOW).unwrap().trust.to_bytes();
    assert_eq!(keys.unlogged(), [roster, next]);
}
