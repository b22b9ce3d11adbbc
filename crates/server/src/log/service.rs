use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use ident::LeafId;
use proof::Digest;
use proof::log::{LogTrust, Salt};
use tlog::Reader;
use tokio::sync::Notify;
use zeroize::Zeroizing;

use super::adopt::Turn;
use super::health::Trouble;
use super::{LogBook, Witnesses};
use crate::App;

/// The public log within the server.
pub struct LogService {
    pub(super) book: Arc<LogBook>,
    /// Who cosigns; nobody, unless told.
    pub(super) witnesses: OnceLock<Witnesses>,
    /// From it comes the salt of each document's entries.
    secret: Zeroizing<[u8; 32]>,
    /// Wakes the sequencer.
    pub(crate) hint: Notify,
    /// One sequences at a time.
    pub(super) turn: tokio::sync::Mutex<Turn>,
    pub(super) trouble: Mutex<Option<Trouble>>,
    last_id: Mutex<LeafId>,
}

impl LogService {
    pub(crate) fn new(book: Arc<LogBook>, secret: Zeroizing<[u8; 32]>) -> Self {
        Self {
            book,
            witnesses: OnceLock::new(),
            secret,
            hint: Notify::new(),
            turn: tokio::sync::Mutex::default(),
            trouble: Mutex::default(),
            last_id: Mutex::new(LeafId::from_bytes([0; 16])),
        }
    }

    /// Reads the log as far as it is signed; `None` while it can't be used.
    #[must_use]
    pub fn reader(&self) -> Option<Arc<Reader>> {
        self.book.reader()
    }

    /// What believes this log.
    #[must_use]
    pub fn trust(&self) -> LogTrust {
        LogTrust {
            origin: self.book.origin().to_owned(),
            keys: vec![self.book.key()],
            witnesses: self.witnesses.get().map(Witnesses::keys).unwrap_or_default(),
            quorum: self.witnesses.get().map_or(0, Witnesses::quorum),
        }
    }

    /// The salt of a document's entries: for the holder of the document.
    #[must_use]
    pub fn salt(&self, document: &Digest) -> Salt {
        Salt::derive(&self.secret, document)
    }

    /// An identifier above all that were made before: entries are logged in their order.
    pub(super) fn next_id(&self, app: &App) -> LeafId {
        let mut last = self.last_id.lock().unwrap_or_else(PoisonError::into_inner);
        let next = u128::from_be_bytes(*last.as_bytes()).saturating_add(1);
        *last = app.new_id::<LeafId>().max(LeafId::from_bytes(next.to_be_bytes()));
        *last
    }
}

impl std::fmt::Debug for LogService {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LogService").field("book", &self.book).finish_non_exhaustive()
    }
}
