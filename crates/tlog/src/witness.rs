//! Witnesses (tlog-witness): strangers who cosign a checkpoint only when it continues the last one they saw. With
//! enough of them a log can't show different histories to different people.

mod logs;
mod record;
mod refusal;
mod request;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use proof::keys::Signer;
use proof::log::{Checkpoint, LogTrust, Note, SignedCheckpoint, cosign, is_consistent};

pub use logs::{WitnessedLog, WitnessedLogError};
pub use refusal::Refusal;
pub use request::{AddCheckpoint, MAX_REQUEST_BYTES, cosignature_in};

/// One witness: a name, a key, the logs it knows and what it saw of them.
pub struct Witness {
    folder: PathBuf,
    name: String,
    signer: Arc<dyn Signer + Send + Sync>,
    logs: Vec<LogTrust>,
}

impl Witness {
    /// A witness that remembers in this folder what it saw.
    #[must_use]
    pub fn new(
        folder: &Path,
        name: &str,
        signer: Arc<dyn Signer + Send + Sync>,
        logs: Vec<WitnessedLog>,
    ) -> Self {
        Self { folder: folder.to_owned(), name: name.to_owned(), signer, logs: logs::by_origin(logs) }
    }

    /// The answer to `add-checkpoint`: the line of the cosignature. What was seen is on disk before this returns.
    ///
    /// # Errors
    /// [`Refusal`], each with its HTTP status.
    pub fn add_checkpoint(&mut self, body: &str, now: Timestamp) -> Result<String, Refusal> {
        let request: AddCheckpoint = body.parse()?;
        let note: Note = request.checkpoint.parse().map_err(|e| Refusal::Malformed(format!("{e}")))?;
        let asked: Checkpoint = note.text.parse().map_err(|e| Refusal::Malformed(format!("{e}")))?;
        let log = self.logs.iter().find(|log| log.origin == asked.origin).ok_or(Refusal::UnknownLog)?;
        SignedCheckpoint::verify(&request.checkpoint, log).map_err(|_| Refusal::BadSignature)?;
        let seen = record::read(&self.folder, &asked.origin)?;
        check(seen.as_ref(), &asked, &request)?;
        let signature = cosign(&note.text, &self.name, now, self.signer.as_ref());
        let signature = signature.map_err(|error| Refusal::Failed(error.to_string()))?;
        if seen.as_ref() != Some(&asked) {
            record::write(&self.folder, &asked)?;
        }
        Ok(signature.to_string())
    }
}

/// Whether the checkpoint continues what was seen.
fn check(seen: Option<&Checkpoint>, asked: &Checkpoint, request: &AddCheckpoint) -> Result<(), Refusal> {
    let seen_size = seen.map_or(0, |seen| seen.size);
    if request.old > asked.size {
        return Err(Refusal::Malformed("the old size is larger than the checkpoint's".to_owned()));
    }
    if request.old != seen_size {
        return Err(Refusal::Conflict(seen_size));
    }
    if seen_size == asked.size && seen.is_some_and(|seen| seen.root != asked.root) {
        return Err(Refusal::Conflict(seen_size));
    }
    let seen_root = seen.map_or_else(proof::log::empty_root, |seen| seen.root);
    if is_consistent((seen_size, seen_root), (asked.size, asked.root), &request.path) {
        Ok(())
    } else {
        Err(Refusal::NotConsistent)
    }
}
