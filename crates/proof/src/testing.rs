//! A whole log in memory, for tests of those who read logs: real trees, real signatures, nothing durable.

use crate::Digest;
use crate::keys::{LenderKey, Signer};
use crate::log::{
    Checkpoint, Entry, Extra, LogProof, LogTrust, Note, NoteSignError, Salt, Tree, leaf_hash, sign,
};

/// A log that forgets nothing until it is dropped.
pub struct MemoryLog {
    origin: String,
    key: LenderKey,
    leaves: Vec<Digest>,
}

impl MemoryLog {
    /// An empty log.
    #[must_use]
    pub fn new(origin: &str, key: LenderKey) -> Self {
        Self { origin: origin.to_owned(), key, leaves: Vec::new() }
    }

    /// What believes this log, without witnesses.
    #[must_use]
    pub fn trust(&self) -> LogTrust {
        LogTrust {
            origin: self.origin.clone(),
            keys: vec![self.key.public_key()],
            witnesses: Vec::new(),
            quorum: 0,
        }
    }

    /// Appends an entry and proves it.
    ///
    /// # Errors
    /// When the log's name can't stand in a note.
    pub fn append(&mut self, entry: &Entry, salt: Salt) -> Result<LogProof, NoteSignError> {
        let bytes = entry.to_bytes();
        self.leaves.push(leaf_hash(&bytes));
        let last = self.leaves.len() - 1;
        let (size, tree) =
            (u64::try_from(self.leaves.len()).unwrap_or(u64::MAX), Tree::new(self.leaves.clone()));
        let checkpoint = Checkpoint { origin: self.origin.clone(), size, root: tree.root() };
        let text = checkpoint.to_string();
        let signatures = vec![sign(&text, &self.origin, &self.key)?];
        Ok(LogProof {
            extra: Some(Extra::new(salt, bytes).to_bytes()),
            index: size - 1,
            path: tree.path(last),
            checkpoint: Note { text, signatures }.to_string(),
        })
    }
}
