//! The machine stops at any moment: what was promised is there, and nothing contradicts it.

use std::fs;
use std::path::Path;

use proof::log::{Checkpoint, is_consistent};
use tlog::Error;

use crate::common::{assert_holds, checkpoint, copy, entries, files, leaves, open};
use crate::tree;

const BEFORE: u64 = 600;
const AFTER: u64 = 640;

/// A log before and after a batch.
struct Moment {
    before: tempfile::TempDir,
    after: tempfile::TempDir,
    promised: Checkpoint,
}

fn moment() -> Moment {
    let (before, after) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut log = open(after.path()).unwrap();
    log.append(&leaves(0..300)).unwrap();
    log.append(&leaves(300..BEFORE)).unwrap();
    let promised = checkpoint(&log);
    copy(after.path(), before.path());
    log.append(&leaves(BEFORE..AFTER)).unwrap();
    Moment { before, after, promised }
}

/// Opens, goes on with other leaves, and looks whether it is still the log that was promised.
fn goes_on(folder: &Path, expected: &[u64], promised: &Checkpoint) {
    let mut log = open(folder).unwrap();
    let size = log.reader().size();
    assert!(expected.contains(&size), "{size}");
    assert_holds(&log, size);
    log.append(&leaves(size..size + 300)).unwrap();
    assert_holds(&log, size + 300);
    let now = checkpoint(&log);
    let path = log.reader().prove_consistency(promised.size).unwrap();
    assert!(is_consistent((promised.size, promised.root), (now.size, now.root), &path));
}

fn journal(folder: &Path) -> std::path::PathBuf {
    folder.join("journal").join(format!("{:020}", 0))
}

/// While the journal is written: any part of the batch may be on disk, nothing else is.
#[test]
fn stopped_while_writing_the_journal() {
    let Moment { before, after, promised } = moment();
    let (old, new) = (fs::read(journal(before.path())).unwrap(), fs::read(journal(after.path())).unwrap());
    for length in (old.len()..new.len()).step_by(97).chain([old.len() + 1, new.len() - 1, new.len()]) {
        let folder = tempfile::tempdir().unwrap();
        copy(before.path(), folder.path());
        fs::write(journal(folder.path()), &new[..length]).unwrap();
        let expected = if length == new.len() { AFTER } else { BEFORE };
        goes_on(folder.path(), &[expected], &promised);
    }
    // A file system may have made the file long before it wrote the bytes.
    let folder = tempfile::tempdir().unwrap();
    copy(before.path(), folder.path());
    let zeros = vec![0; new.len() - old.len()];
    fs::write(journal(folder.path()), [old.as_slice(), &zeros].concat()).unwrap();
    goes_on(folder.path(), &[BEFORE], &promised);
}

/// After the journal: each other file may be old, new, half written or full of zeros.
#[test]
fn stopped_after_the_journal() {
    let Moment { before, after, promised } = moment();
    let derived: Vec<_> =
        files(after.path()).into_iter().filter(|path| *path != journal(after.path())).collect();
    assert!(derived.len() >= 4);
    let combinations = 4_u32.pow(u32::try_from(derived.len()).unwrap());
    for combination in (0..combinations).step_by(5) {
        let folder = tempfile::tempdir().unwrap();
        copy(after.path(), folder.path());
        for (number, path) in derived.iter().enumerate() {
            let name = path.strip_prefix(after.path()).unwrap();
            let (old, new) = (fs::read(before.path().join(name)).unwrap(), fs::read(path).unwrap());
            let state = match combination >> (2 * number) & 3 {
                0 => new,
                1 => old,
                // The checkpoint is replaced in one step; the others grow.
                2 if name == Path::new("checkpoint") => Vec::new(),
                2 => new[..usize::midpoint(old.len(), new.len())].to_vec(),
                _ if name == Path::new("checkpoint") => vec![0; new.len()],
                _ => [old.as_slice(), &vec![0; new.len() - old.len()]].concat(),
            };
            fs::write(folder.path().join(name), state).unwrap();
        }
        goes_on(folder.path(), &[AFTER], &promised);
    }
}

/// A file left over from a write that never finished is of no use and no harm.
#[test]
fn leftovers() {
    let Moment { after, promised, .. } = moment();
    fs::write(after.path().join("checkpoint.new"), "half").unwrap();
    fs::write(after.path().join("journal.new"), "half").unwrap();
    goes_on(after.path(), &[AFTER], &promised);
}

/// A shorter journal than the checkpoint: to go on would sign a second history.
#[test]
fn a_journal_that_lost_something() {
    let Moment { before, after, .. } = moment();
    let whole = fs::read(journal(after.path())).unwrap();
    let promised = fs::read(after.path().join("checkpoint")).unwrap();
    for length in (0..whole.len()).step_by(211).chain([whole.len() - 1]) {
        let folder = tempfile::tempdir().unwrap();
        copy(after.path(), folder.path());
        fs::write(journal(folder.path()), &whole[..length]).unwrap();
        let refused = open(folder.path()).err().unwrap();
        assert!(matches!(refused, Error::Shorter { .. } | Error::Damaged { .. }), "{length}: {refused}");
        assert_eq!(fs::read(folder.path().join("checkpoint")).unwrap(), promised);
    }
    // The same by an old copy of the journal, or none.
    fs::copy(journal(before.path()), journal(after.path())).unwrap();
    assert!(matches!(open(after.path()), Err(Error::Shorter { journal: BEFORE, signed: AFTER })));
    fs::remove_file(journal(after.path())).unwrap();
    assert!(matches!(open(after.path()), Err(Error::Shorter { journal: 0, signed: AFTER })));
}

/// Another history of the same length under the same key.
#[test]
fn a_journal_that_says_something_else() {
    let Moment { after, .. } = moment();
    let other = tempfile::tempdir().unwrap();
    let mut other_log = open(other.path()).unwrap();
    other_log.append(&leaves(1..AFTER + 1)).unwrap();
    drop(other_log);
    fs::copy(other.path().join("checkpoint"), after.path().join("checkpoint")).unwrap();
    assert!(matches!(open(after.path()), Err(Error::Damaged { .. })));
    assert_ne!(tree::root(&entries(AFTER)), tree::root(&entries(AFTER + 1)[1..]));
}
