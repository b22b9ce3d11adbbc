use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use proof::keys::{LenderKey, Signer};
use proof::log::{LogTrust, SignedCheckpoint};
use tlog::{Error, Log, NewLeaf};

pub(crate) const ORIGIN: &str = "quittance.example/log";

pub(crate) fn key() -> LenderKey {
    LenderKey::from_seed(&[21; 32])
}

pub(crate) fn open(folder: &Path) -> Result<Log, Error> {
    Log::open(folder, ORIGIN, Arc::new(key()))
}

/// Entries of different lengths, each unlike all others.
pub(crate) fn entry(number: u64) -> Vec<u8> {
    let length = usize::try_from(number % 40).unwrap();
    [number.to_string().into_bytes(), vec![b'.'; length]].concat()
}

pub(crate) fn entries(count: u64) -> Vec<Vec<u8>> {
    (0..count).map(entry).collect()
}

pub(crate) fn id(number: u64) -> [u8; 16] {
    u128::from(number).to_be_bytes()
}

pub(crate) fn leaves(numbers: Range<u64>) -> Vec<NewLeaf> {
    numbers.map(|number| NewLeaf { id: id(number), entry: entry(number) }).collect()
}

pub(crate) fn trust() -> LogTrust {
    LogTrust { origin: ORIGIN.to_owned(), keys: vec![key().public_key()], witnesses: Vec::new(), quorum: 0 }
}

/// The checkpoint, its signature checked.
pub(crate) fn checkpoint(log: &Log) -> proof::log::Checkpoint {
    SignedCheckpoint::verify(&log.reader().checkpoint(), &trust()).unwrap().checkpoint().clone()
}

/// The checkpoint is over exactly the first entries, and all of them and their ids can be read.
pub(crate) fn assert_holds(log: &Log, count: u64) {
    let (reader, found) = (log.reader(), checkpoint(log));
    assert_eq!((found.size, found.root), (count, crate::tree::root(&entries(count))));
    assert_eq!(reader.entries(0, count + 1).unwrap(), entries(count));
    let ids: Vec<[u8; 16]> = (0..count).map(id).collect();
    assert_eq!(reader.ids(0, 1_000_000).unwrap(), ids);
}

/// Copies a folder with everything in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for item in std::fs::read_dir(from).unwrap() {
        let path = item.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).unwrap();
        }
    }
}

/// All files below a folder but its lock.
pub(crate) fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for item in std::fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if !path.ends_with("lock") {
            found.push(path);
        }
    }
    found.sort();
    found
}
