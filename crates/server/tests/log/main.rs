//! The public log over HTTP, and its witnesses.
#![expect(clippy::unwrap_used, reason = "test helpers")]

mod files;
mod witnesses;

use std::sync::Arc;

use proof::keys::LenderKey;
use tlog::{Log, NewLeaf};

const ORIGIN: &str = "quittance.example/log";

/// A log of so many leaves in a folder of its own.
fn log_of(count: u16) -> (tempfile::TempDir, Log) {
    let folder = tempfile::tempdir().unwrap();
    let signer = Arc::new(LenderKey::from_seed(&[21; 32]));
    let mut log = Log::open(folder.path(), ORIGIN, signer).unwrap();
    append(&mut log, 0, count);
    (folder, log)
}

fn append(log: &mut Log, from: u16, to: u16) {
    let leaf = |number: u16| NewLeaf { id: [0; 16], entry: number.to_be_bytes().to_vec() };
    log.append(&(from..to).map(leaf).collect::<Vec<_>>()).unwrap();
}
