//! How a connection behaves.

use std::time::Duration;

use rusqlite::Connection;

use crate::StoreError;

/// Distinct statements kept prepared per connection; there are fewer.
const STATEMENTS: usize = 128;

/// How far the write-ahead log grows before it is copied into the file. A start after a crash reads as much.
const LOG_BYTES: i64 = 64 * 1024 * 1024;
const PAGE_BYTES: i64 = 4096;

/// Set on every connection.
pub(super) fn common(connection: &Connection) -> Result<(), StoreError> {
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    Ok(())
}

/// Set on the connection that writes.
pub(super) fn writing(connection: &Connection) -> Result<(), StoreError> {
    common(connection)?;
    let mode: String = connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    if mode != "wal" {
        return Err(StoreError::Engine(format!("the file system allows journal mode {mode} only").into()));
    }
    // I11: a commit is answered when it is on the disk, not when the kernel has it.
    connection.pragma_update(None, "synchronous", "FULL")?;
    // A burst of writes goes to the log first and reaches the file in few long runs; after it the log shrinks again.
    connection.pragma_update(None, "wal_autocheckpoint", LOG_BYTES / PAGE_BYTES)?;
    connection.pragma_update(None, "journal_size_limit", LOG_BYTES)?;
    // Below zero: KiB. Whoever writes touches the same inner pages of the indexes again and again.
    connection.pragma_update(None, "cache_size", -64 * 1024)?;
    // What a refused write of a group would take back is kept in memory, not in a file: there is one for each write.
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commit_waits_for_the_disk() {
        let dir = tempfile::tempdir().unwrap();
        let connection = Connection::open(dir.path().join("x.db")).unwrap();
        writing(&connection).unwrap();
        let read = |name: &str| -> i64 { connection.pragma_query_value(None, name, |r| r.get(0)).unwrap() };
        assert_eq!(read("synchronous"), 2);
        assert_eq!(read("foreign_keys"), 1);
    }

    #[test]
    fn refuses_to_run_without_a_log() {
        let connection = Connection::open_in_memory().unwrap();
        assert!(matches!(writing(&connection), Err(StoreError::Engine(_))));
    }
}
