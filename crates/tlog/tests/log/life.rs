//! Appending, proving, opening again.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use proof::keys::{LenderKey, PublicKey, SignError, Signer};
use proof::log::{Entry, EntryKind, Extra, LogProof, Salt, is_consistent, leaf_hash, root_of_path};
use tlog::{Error, Log, MAX_BATCH, MAX_BATCH_BYTES, NewLeaf};

use crate::common::{ORIGIN, assert_holds, checkpoint, entries, entry, id, key, leaves, open, trust};
use crate::tree;

#[test]
fn an_empty_log() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path()).unwrap();
    assert_holds(&log, 0);
    assert_eq!(log.append(&[]).unwrap(), 0..0);
    assert!(matches!(log.reader().prove(0), Err(Error::NotThere { index: 0, size: 0 })));
}

/// Batches of every size around the width of a tile, each opened again by another process.
#[test]
fn every_entry_is_proved_at_every_size() {
    let folder = tempfile::tempdir().unwrap();
    let mut size = 0;
    for batch in [1, 1, 2, 3, 1, 247, 1, 1, 255, 256, 257, 700] {
        let mut log = open(folder.path()).unwrap();
        assert_eq!(log.append(&leaves(size..size + batch)).unwrap(), size..size + batch);
        let before = size;
        size += batch;
        assert_holds(&log, size);
        let (all, found) = (entries(size), checkpoint(&log));
        for index in (0..size).step_by(41).chain([before, size - 1]) {
            let path = log.reader().prove(index).unwrap();
            assert_eq!(path, tree::path(usize::try_from(index).unwrap(), &all));
            assert_eq!(root_of_path(leaf_hash(&entry(index)), index, size, &path), Some(found.root));
        }
        for old in (0..=size).step_by(29).chain([before, size]) {
            let root = tree::root(&entries(old));
            let path = log.reader().prove_consistency(old).unwrap();
            assert_eq!(path, tree::consistency(usize::try_from(old).unwrap(), &all));
            assert!(is_consistent((old, root), (size, found.root), &path), "{old} to {size}");
        }
    }
}

#[test]
fn a_proof_as_text_convinces_a_device() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path()).unwrap();
    let entry = Entry::new(EntryKind::Code, jiff::Timestamp::from_second(1_790_000_000).unwrap());
    log.append(&leaves(0..300)).unwrap();
    let range = log.append(&[NewLeaf { id: id(300), entry: entry.to_bytes() }]).unwrap();
    log.append(&leaves(301..400)).unwrap();
    let extra = Extra::new(Salt([1; 32]), entry.to_bytes()).to_bytes();
    let text = log.reader().proof_text(range.start, extra).unwrap();
    let logged = LogProof::verify(&text, &trust()).unwrap();
    assert_eq!((logged.entry(), logged.index(), logged.size()), (&entry, 300, 400));
}

/// More than one file of the journal.
#[test]
fn a_long_journal() {
    let folder = tempfile::tempdir().unwrap();
    let large = |number: u64| NewLeaf { id: id(number), entry: vec![b'x'; 60_000] };
    let mut roots = Vec::new();
    for round in 0..8_u64 {
        let mut log = open(folder.path()).unwrap();
        log.append(&(round * 100..round * 100 + 100).map(large).collect::<Vec<_>>()).unwrap();
        let found = checkpoint(&log);
        for (old, root) in &roots {
            let path = log.reader().prove_consistency(*old).unwrap();
            assert!(is_consistent((*old, *root), (found.size, found.root), &path));
        }
        roots.push((found.size, found.root));
    }
    assert_eq!(std::fs::read_dir(folder.path().join("journal")).unwrap().count(), 3);
    let reader = open(folder.path()).unwrap().reader();
    assert_eq!(reader.entries(250, 400).unwrap(), vec![vec![b'x'; 60_000]; 400]);
    assert_eq!(reader.ids(250, 400).unwrap(), (250..650).map(id).collect::<Vec<_>>());
}

#[test]
fn rows_and_offsets_are_computed_again_when_deleted() {
    let folder = tempfile::tempdir().unwrap();
    open(folder.path()).unwrap().append(&leaves(0..700)).unwrap();
    std::fs::remove_dir_all(folder.path().join("rows")).unwrap();
    std::fs::remove_file(folder.path().join("offsets")).unwrap();
    assert_holds(&open(folder.path()).unwrap(), 700);
}

#[test]
fn one_writer_and_one_name() {
    let folder = tempfile::tempdir().unwrap();
    let log = open(folder.path()).unwrap();
    assert!(matches!(open(folder.path()), Err(Error::Locked(_))));
    drop(log);
    let other = Log::open(folder.path(), "other.example/log", Arc::new(key()));
    assert!(matches!(other, Err(Error::OtherLog { found, .. }) if found == ORIGIN));
    std::fs::remove_file(folder.path().join("checkpoint")).unwrap();
    let other = Log::open(folder.path(), "other.example/log", Arc::new(key()));
    assert!(matches!(other, Err(Error::Damaged { .. })));
}

/// The log key was rotated: the same tree under a new signature.
#[test]
fn a_new_key_signs_the_same_tree() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path()).unwrap();
    log.append(&leaves(0..9)).unwrap();
    let before = checkpoint(&log);
    drop(log);
    let new = LenderKey::from_seed(&[22; 32]);
    let trust = proof::log::LogTrust { keys: vec![new.public_key()], ..trust() };
    let log = Log::open(folder.path(), ORIGIN, Arc::new(new)).unwrap();
    let signed = proof::log::SignedCheckpoint::verify(&log.reader().checkpoint(), &trust).unwrap();
    assert_eq!(*signed.checkpoint(), before);
}

#[test]
fn too_large_leaves_change_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path()).unwrap();
    let leaf = |length| NewLeaf { id: id(0), entry: vec![0; length] };
    for leaves in
        [vec![leaf(65_536)], vec![leaf(0); MAX_BATCH + 1], vec![leaf(65_535); MAX_BATCH_BYTES / 65_000]]
    {
        assert!(matches!(log.append(&leaves), Err(Error::TooLarge(_))));
    }
    log.append(&leaves(0..3)).unwrap();
    assert_holds(&log, 3);
}

/// A signer that can be switched off.
struct Moody(LenderKey, Arc<AtomicBool>);

impl Signer for Moody {
    fn public_key(&self) -> PublicKey {
        self.0.public_key()
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignError> {
        if self.1.load(Ordering::Relaxed) {
            return Err(SignError::Unavailable("switched off".to_owned()));
        }
        self.0.sign(message)
    }
}

/// What was durable but not signed is found by its ids, not appended twice.
#[test]
fn a_key_that_does_not_answer() {
    let folder = tempfile::tempdir().unwrap();
    let off = Arc::new(AtomicBool::new(false));
    let signer = || Arc::new(Moody(key(), Arc::clone(&off)));
    let mut log = Log::open(folder.path(), ORIGIN, signer()).unwrap();
    log.append(&leaves(0..5)).unwrap();
    off.store(true, Ordering::Relaxed);
    assert!(matches!(log.append(&leaves(5..7)), Err(Error::Sign(_))));
    assert!(matches!(log.append(&leaves(7..9)), Err(Error::Broken)));
    assert_holds(&log, 5);
    drop(log);
    assert!(matches!(Log::open(folder.path(), ORIGIN, signer()), Err(Error::Sign(_))));
    off.store(false, Ordering::Relaxed);
    let log = Log::open(folder.path(), ORIGIN, signer()).unwrap();
    assert_holds(&log, 7);
    assert_eq!(log.reader().ids(5, 100).unwrap(), [id(5), id(6)]);
}
