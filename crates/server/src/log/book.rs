use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use proof::keys::PublicKey;
use proof::log::NoteSignature;
use tlog::{Error, Log, LogSigner, NewLeaf, Reader};

/// The folder of the log: one writer, opened again after a failure, and any number of readers. It exists also
/// while the folder can't be used: nothing of it is served then, and each look tries again. Its methods block.
pub struct LogBook {
    folder: PathBuf,
    origin: String,
    signer: LogSigner,
    writer: Mutex<Option<Log>>,
    reader: RwLock<Option<Arc<Reader>>>,
}

impl LogBook {
    /// The log with this name in a folder, opened or begun if that can be done now.
    #[must_use]
    pub fn open(folder: &Path, origin: &str, signer: LogSigner) -> Self {
        let book = Self {
            folder: folder.to_owned(),
            origin: origin.to_owned(),
            signer,
            reader: RwLock::default(),
            writer: Mutex::default(),
        };
        // The first look at it says why it can't be.
        drop(book.ready());
        book
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

    /// Reads the log as far as it is signed; `None` while it can't be used.
    #[must_use]
    pub fn reader(&self) -> Option<Arc<Reader>> {
        self.reader.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn show(&self, reader: Option<Arc<Reader>>) {
        *self.reader.write().unwrap_or_else(PoisonError::into_inner) = reader;
    }

    /// The log ready for [`Self::append`]. After a failure it is opened again, and may then have entries that
    /// the failed append did not answer for.
    pub(super) fn ready(&self) -> Result<Arc<Reader>, Error> {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(log) = writer.as_ref() {
            return Ok(log.reader());
        }
        let log = Log::open(&self.folder, &self.origin, Arc::clone(&self.signer)).inspect_err(|error| {
            if is_about_content(error) {
                self.show(None);
            }
        })?;
        let reader = log.reader();
        self.show(Some(Arc::clone(&reader)));
        *writer = Some(log);
        Ok(reader)
    }

    /// Serves nothing of it until it was opened again: it is not the log that it should be.
    pub(super) fn close(&self) {
        *self.writer.lock().unwrap_or_else(PoisonError::into_inner) = None;
        self.show(None);
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

/// Whether the files themselves are wrong. What was read of them before can still be trusted, but is not all that
/// was promised.
const fn is_about_content(error: &Error) -> bool {
    matches!(error, Error::Damaged { .. } | Error::Shorter { .. } | Error::OtherLog { .. })
}

impl std::fmt::Debug for LogBook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LogBook").field("origin", &self.origin).finish_non_exhaustive()
    }
}
