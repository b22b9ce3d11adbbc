//! The default engine: SQLite with a write-ahead log in one folder.

mod approvals;
mod bureau;
mod clocks;
mod closings;
mod commit;
mod contracts;
mod devices;
mod documents;
mod entries;
mod events;
mod freezes;
mod group;
mod idempotency;
mod leaves;
mod ledger;
mod ledger_days;
mod lenders;
mod lookups;
mod migrate;
mod outbox;
mod payments;
#[cfg(test)]
mod plans;
mod pool;
mod query;
mod rails;
mod raw_events;
mod receipts;
mod release_runs;
mod rises;
mod rollouts;
mod sessions;
mod setup;
mod sign_in;
mod standings;
#[cfg(test)]
mod tampering;
mod value;
mod writer;

use std::fs::{self, File, TryLockError};
use std::path::Path;

use async_trait::async_trait;
use rusqlite::Connection;

use self::pool::Pool;
use self::writer::Writer;
use crate::{Store, StoreError};

/// A store in one folder, for one process.
///
/// One thread writes, and commits together what waits together; an answer means that the write is on the disk.
/// Reads use their own connections and wait for nobody. Dropping the store finishes what was begun.
#[derive(Debug)]
pub struct SqliteStore {
    // Dropped first, so that the writer is the last connection and folds the log into the database.
    pool: Pool,
    writer: Writer,
}

impl SqliteStore {
    /// Opens the store in `dir`, creating folder and schema as needed. Blocks.
    ///
    /// # Errors
    /// [`StoreError::InUse`] if another process has it open, [`StoreError::Newer`] if a newer version wrote it,
    /// [`StoreError::Engine`] if files cannot be made or read.
    pub fn open(dir: &Path) -> Result<Self, StoreError> {
        create_private(dir)?;
        let lock = lock(&dir.join("quittance.lock"))?;
        let file = dir.join("quittance.db");
        let mut connection = Connection::open(&file)?;
        setup::writing(&connection)?;
        migrate::migrate(&mut connection)?;
        let pool = Pool::open(&file)?;
        Ok(Self { writer: Writer::start(connection, lock)?, pool })
    }

    async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.pool.read(read).await
    }

    async fn write<T, E>(
        &self,
        write: impl FnOnce(&Connection) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.writer.write(write).await
    }
}

#[async_trait]
impl Store for SqliteStore {
    async fn ready(&self) -> Result<(), StoreError> {
        self.write(|_| Ok::<_, StoreError>(())).await?;
        self.read(|connection| query::one(connection, "SELECT 1", [], |_| Ok(())).map(|_| ())).await
    }

    async fn close(&self) -> Result<(), StoreError> {
        self.pool.close();
        let Some(thread) = self.writer.stop() else { return Ok(()) };
        let joined = tokio::task::spawn_blocking(move || thread.join()).await;
        match joined {
            Ok(Ok(())) => Ok(()),
            _ => Err(StoreError::Closed),
        }
    }
}

fn io(error: std::io::Error) -> StoreError {
    StoreError::Engine(error.into())
}

/// A folder that this makes is for its owner only; an existing one is left as it is.
fn create_private(dir: &Path) -> Result<(), StoreError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir).map_err(io)
}

/// The kernel lets go of the lock when the process ends, however it ends.
fn lock(path: &Path) -> Result<File, StoreError> {
    let file = File::options().create(true).truncate(false).write(true).open(path).map_err(io)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::InUse),
        Err(TryLockError::Error(error)) => Err(io(error)),
    }
}
