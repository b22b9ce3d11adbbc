//! A public log of its own for each test server.
#![allow(dead_code, unreachable_pub, reason = "each test crate uses its own part")]

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use proof::keys::{PublicKey, SignError, Signer};
use server::KeyRing;
use server::log::LogBook;
use tempfile::TempDir;

/// A log in a folder that lasts as long as this.
pub struct TestLog {
    pub book: Arc<LogBook>,
    /// Whether the log's key can't be reached, so that no checkpoint is signed.
    pub is_down: Arc<AtomicBool>,
    files: LogFiles,
}

/// The folder and the key of a log that nobody has open.
#[derive(Clone)]
pub struct LogFiles {
    folder: Arc<TempDir>,
    signer: Arc<RemoteKey>,
}

impl TestLog {
    pub fn new(keys: &KeyRing) -> Self {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let key: Arc<dyn Signer + Send + Sync> = match keys.store() {
            Some(store) => store.log_signer().unwrap(),
            None => Arc::new(keys.log_key()),
        };
        let signer = Arc::new(RemoteKey { key, is_down: Arc::default() });
        Self::open(LogFiles { folder, signer })
    }

    pub fn open(files: LogFiles) -> Self {
        let signer = Arc::clone(&files.signer);
        let is_down = Arc::clone(&signer.is_down);
        let book = LogBook::open(files.path(), "log.example", signer);
        Self { book: Arc::new(book), is_down, files }
    }

    pub fn files(&self) -> LogFiles {
        self.files.clone()
    }
}

impl LogFiles {
    pub fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// A key in another process, which may go away.
struct RemoteKey {
    key: Arc<dyn Signer + Send + Sync>,
    is_down: Arc<AtomicBool>,
}

impl Signer for RemoteKey {
    fn public_key(&self) -> PublicKey {
        self.key.public_key()
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignError> {
        if self.is_down.load(Ordering::SeqCst) {
            return Err(SignError::Unavailable("no answer".to_owned()));
        }
        self.key.sign(message)
    }
}
