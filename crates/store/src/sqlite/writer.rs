use std::fs::File;
use std::sync::{Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use rusqlite::Connection;
use tokio::sync::mpsc;

use super::group::{self, Job};
use crate::StoreError;

/// At most this many writes share a transaction, so that the first does not wait for too many.
const GROUP_MAX: usize = 512;

/// At most this many writes wait; the next callers wait for a place (two groups).
const QUEUE_MAX: usize = 1024;

/// The only thread that writes. While one group is on its way to the disk, the next one gathers.
///
/// A write that panics ends the thread without a commit: all that waited, and all later writes, are answered
/// [`StoreError::Closed`].
#[derive(Debug)]
pub(super) struct Writer {
    queue: Mutex<Option<mpsc::Sender<Job>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    /// Starts the thread. It holds `lock` until everything is written.
    pub(super) fn start(connection: Connection, lock: File) -> Result<Self, StoreError> {
        let (queue, jobs) = mpsc::channel(QUEUE_MAX);
        let thread = thread::Builder::new()
            .name("store-writer".into())
            .spawn(move || serve(connection, jobs, lock))
            .map_err(|error| StoreError::Engine(error.into()))?;
        Ok(Self { queue: Mutex::new(Some(queue)), thread: Mutex::new(Some(thread)) })
    }

    /// Writes, and answers when the write is on the disk. Dropping the future does not take the write back.
    pub(super) async fn write<T, E>(
        &self,
        write: impl FnOnce(&Connection) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let Some(queue) = queue else { return Err(StoreError::Closed.into()) };
        let (job, answered) = group::job(write);
        queue.send(job).await.map_err(|_| StoreError::Closed)?;
        answered.await.unwrap_or_else(|_| Err(StoreError::Closed.into()))
    }

    /// Takes no more writes. The thread ends behind those that wait.
    pub(super) fn stop(&self) -> Option<JoinHandle<()>> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner).take();
        self.thread.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        // After this the folder can be opened again.
        if let Some(thread) = self.stop() {
            let _ = thread.join();
        }
    }
}

fn serve(connection: Connection, mut jobs: mpsc::Receiver<Job>, lock: File) {
    while let Some(first) = jobs.blocking_recv() {
        let mut group = vec![first];
        while group.len() < GROUP_MAX
            && let Ok(next) = jobs.try_recv()
        {
            group.push(next);
        }
        group::commit(&connection, group);
    }
    if let Err((_, error)) = connection.close() {
        tracing::error!(%error, "the database did not close");
    }
    drop(lock);
}
