//! The default engine passes the suite, and keeps its folder.
#![expect(clippy::unwrap_used, reason = "tests fail by panics")]

use std::sync::Arc;

use ident::LenderId;
use jiff::Timestamp;
use store::traits::ClockStore;
use store::{SqliteStore, Store, StoreError};
use tempfile::TempDir;

fn make() -> (Arc<dyn Store>, TempDir) {
    let dir = tempfile::tempdir().unwrap();
    (Arc::new(SqliteStore::open(dir.path()).unwrap()), dir)
}

store::conformance!(make);

#[tokio::test]
async fn what_was_written_is_there_after_reopening() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("made/as/needed");
    let lender = LenderId::from_bytes([1; 16]);
    for closing in [true, false] {
        let store = SqliteStore::open(&folder).unwrap();
        let shown = store.test_clock(lender).await.unwrap();
        let now = shown.unwrap_or(Timestamp::UNIX_EPOCH) + jiff::SignedDuration::from_secs(1);
        store.set_test_clock(lender, now).await.unwrap();
        if closing {
            store.close().await.unwrap();
        }
        drop(store);
    }
    let store = SqliteStore::open(&folder).unwrap();
    let two_seconds = Timestamp::from_second(2).unwrap();
    assert_eq!(store.test_clock(lender).await.unwrap(), Some(two_seconds));
}

#[tokio::test]
async fn a_folder_has_one_owner() {
    let dir = tempfile::tempdir().unwrap();
    let first = SqliteStore::open(dir.path()).unwrap();
    assert!(matches!(SqliteStore::open(dir.path()), Err(StoreError::InUse)));
    first.close().await.unwrap();
    // Closed, though not dropped: the folder is free.
    SqliteStore::open(dir.path()).unwrap();
}

#[cfg(unix)]
#[test]
fn the_folder_is_private() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("data");
    let _store = SqliteStore::open(&folder).unwrap();
    assert_eq!(folder.metadata().unwrap().permissions().mode() & 0o777, 0o700);
}
