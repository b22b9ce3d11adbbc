use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use proof::keys::PublicKey;
use proof::log::NoteSignature;
use tlog::{Error, Log, LogSigner, NewLeaf, Reader};

/// The folder of the log: one writer, opened again after a failure, and any number of readers. Its methods
/// block.
pub struct LogBook {
    folder: PathBuf,
    origin: String,
    signer: LogSigner,
    writer: Mutex<Option<Log>>,
    reader: RwLock<Arc<Reader>>,
}

impl LogBook {
    /// Opens the log with this name in a folder, or begins it.
    ///
    /// # Errors
    /// Those of [`Log::open`].
    pub fn open(folder: &Path, origin: &str, signer: LogSigner) -> Result<Self, Error> {
        let log = Log::open(folder, origin, Arc::clone(&signer))?;
        Ok(Self {
            folder: folder.to_owned(),
            origin: origin.to_owned(),
            signer,
            reader: RwLock::new(log.reader()),
            writer: Mutex::new(Some(log)),
        })
    }

    /// The log's name.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The key that signs its checkpoints.
    #[must_use]
    pub fn key(&self) -> PublicKey {
        self.signer.public_key()
    }

    /// Reads the log as far as it is signed.
    #[must_use]
    pub fn reader(&self) -> Arc<Reader> {
        Arc::clone(&self.reader.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The log ready for [`Self::append`]. After a failure it is opened again, and may then have entries that
    /// the failed append did not answer for.
    pub(super) fn ready(&self) -> Result<Arc<Reader>, Error> {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        if writer.is_none() {
            let log = Log::open(&self.folder, &self.origin, Arc::clone(&self.signer))?;
            *self.reader.write().unwrap_or_else(PoisonError::into_inner) = log.reader();
            *writer = Some(log);
        }
        Ok(self.reader())
    }

    /// Appends entries, durably and under a signed checkpoint when this returns.
    pub(super) fn append(&self, leaves: &[NewLeaf]) -> Result<Range<u64>, Error> {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let appended = writer.as_mut().ok_or(Error::Broken)?.append(leaves);
        if matches!(&appended, Err(error) if !matches!(error, Error::TooLarge(_))) {
            // What is on the disk is known again after opening.
            *writer = None;
        }
        appended
    }

    /// Adds witnesses' signatures to the checkpoint that says `text`.
    pub(super) fn add_cosignatures(&self, text: &str, signatures: &[NoteSignature]) -> Result<(), Error> {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        writer.as_mut().ok_or(Error::Broken)?.add_cosignatures(text, signatures)
    }
}

impl std::fmt::Debug for LogBook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LogBook").field("origin", &self.origin).finish_non_exhaustive()
    }
}
