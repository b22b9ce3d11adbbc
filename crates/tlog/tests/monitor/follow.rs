use std::sync::Arc;

use proof::keys::{LenderKey, Signer};
use proof::log::{Checkpoint, LogTrust, Note, leaf_hash, sign};
use tlog::monitor::{Follower, Inconsistency};
use tlog::{Edge, Log, NewLeaf};

const ORIGIN: &str = "quittance.example/log";

fn key() -> LenderKey {
    LenderKey::from_seed(&[21; 32])
}

fn trust() -> LogTrust {
    LogTrust { origin: ORIGIN.to_owned(), keys: vec![key().public_key()], witnesses: Vec::new(), quorum: 0 }
}

fn log() -> (tempfile::TempDir, Log) {
    let folder = tempfile::tempdir().unwrap();
    let log = Log::open(folder.path(), ORIGIN, Arc::new(key())).unwrap();
    (folder, log)
}

fn entry(number: u64) -> Vec<u8> {
    number.to_string().into_bytes()
}

fn append(log: &mut Log, numbers: std::ops::Range<u64>) {
    let leaf = |number| NewLeaf { id: [0; 16], entry: entry(number) };
    log.append(&numbers.map(leaf).collect::<Vec<_>>()).unwrap();
}

/// Reads all it wants; the numbers and bytes of the new entries.
fn follow(follower: &mut Follower, log: &Log) -> Result<Vec<(u64, Vec<u8>)>, Inconsistency> {
    let reader = log.reader();
    let mut update = follower.look(&reader.checkpoint())?;
    let mut entries = Vec::new();
    while let Some(wanted) = update.wants() {
        entries.extend(update.read(&reader.read(wanted).unwrap().unwrap())?);
    }
    follower.follow(update).map(|()| entries)
}

#[test]
fn every_entry_is_read_once() {
    let (_folder, mut log) = log();
    let mut follower = Follower::new(trust());
    assert_eq!(follow(&mut follower, &log), Ok(Vec::new()));
    let mut size = 0;
    for batch in [1, 5, 250, 0, 1, 255, 700] {
        append(&mut log, size..size + batch);
        let expected: Vec<_> = (size..size + batch).map(|number| (number, entry(number))).collect();
        assert_eq!(follow(&mut follower, &log), Ok(expected));
        size += batch;
        let (edge, note) = (follower.edge().clone(), follower.checkpoint().to_owned());
        follower = Follower::resume(trust(), edge, note).unwrap();
    }
    assert_eq!(follower.edge().size(), size);
}

#[test]
fn a_state_that_does_not_fit_is_not_resumed() {
    let (_folder, mut log) = log();
    append(&mut log, 0..9);
    let mut follower = Follower::new(trust());
    follow(&mut follower, &log).unwrap();
    let note = follower.checkpoint().to_owned();
    assert!(Follower::resume(trust(), Edge::default(), note.clone()).is_none());
    let mut rows = follower.edge().rows().to_vec();
    rows[0][3] = leaf_hash(b"other");
    assert!(Follower::resume(trust(), Edge::new(9, rows).unwrap(), note.clone()).is_none());
    let other = LogTrust { origin: "other.example/log".to_owned(), ..trust() };
    assert!(Follower::resume(other, follower.edge().clone(), note).is_none());
}

#[test]
fn a_log_that_shrinks_or_forks() {
    let ((_a, mut log), (_b, mut other), (_c, mut short)) = (log(), log(), log());
    append(&mut log, 0..300);
    append(&mut other, 1..302);
    append(&mut short, 0..299);
    let mut follower = Follower::new(trust());
    follow(&mut follower, &log).unwrap();
    let before = follower.checkpoint().to_owned();
    assert_eq!(follow(&mut follower, &short), Err(Inconsistency::Shrunk { before: 300, now: 299 }));
    let forked = follow(&mut follower, &other).unwrap_err();
    assert!(matches!(&forked, Inconsistency::Forked { before: seen, .. } if *seen == before), "{forked}");
    // The same size with another root is a fork as well.
    append(&mut short, 500..501);
    assert!(matches!(follow(&mut follower, &short), Err(Inconsistency::Forked { .. })));
    assert_eq!(follower.checkpoint(), before);
    append(&mut log, 300..310);
    assert_eq!(follow(&mut follower, &log).unwrap().len(), 10);
}

#[test]
fn entries_that_are_not_in_the_tree() {
    let (_folder, mut log) = log();
    append(&mut log, 0..3);
    let mut follower = Follower::new(trust());
    for (bytes, fits) in [
        (&b"\0\x010\0\x011\0\x013"[..], true),
        (&b"\0\x010\0\x011"[..], false),
        (&b"\0\x010\0\x011\0\x012\0\x013"[..], false),
        (&b"\0\x010\0\x011\0\x012x"[..], false),
        (&b"\xff\xff0"[..], false),
        (&b""[..], false),
    ] {
        let mut update = follower.look(&log.reader().checkpoint()).unwrap();
        assert_eq!(update.read(bytes).is_ok(), fits);
        assert!(matches!(follower.follow(update), Err(Inconsistency::Forked { .. })));
    }
    let unread = follower.look(&log.reader().checkpoint()).unwrap();
    assert!(follower.follow(unread).is_err());
}

#[test]
fn a_checkpoint_by_someone_else() {
    let text = Checkpoint { origin: ORIGIN.to_owned(), size: 1, root: leaf_hash(b"") }.to_string();
    let signatures = vec![sign(&text, ORIGIN, &LenderKey::from_seed(&[1; 32])).unwrap()];
    let note = Note { text, signatures }.to_string();
    assert!(matches!(Follower::new(trust()).look(&note), Err(Inconsistency::Checkpoint(_))));
}
