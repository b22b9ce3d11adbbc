//! A whole log in memory, for tests of those who read logs: real trees, real signatures, nothing durable.

use crate::Digest;
use crate::keys::{LenderKey, Signer};
use crate::log::{
    Checkpoint, Entry, Extra, LogProof, LogTrust, Note, NoteSignError, Salt, empty_root, leaf_hash,
    node_hash, sign,
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
        let size = u64::try_from(self.leaves.len()).unwrap_or(u64::MAX);
        let checkpoint = Checkpoint { origin: self.origin.clone(), size, root: root(&self.leaves) };
        let text = checkpoint.to_string();
        let signatures = vec![sign(&text, &self.origin, &self.key)?];
        Ok(LogProof {
            extra: Some(Extra::new(salt, bytes).to_bytes()),
            index: size - 1,
            path: path(last, &self.leaves),
            checkpoint: Note { text, signatures }.to_string(),
        })
    }
}

/// `MTH` of RFC 6962, 2.1, over leaf hashes.
fn root(leaves: &[Digest]) -> Digest {
    match leaves {
        [] => empty_root(),
        [leaf] => *leaf,
        _ => {
            let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
            node_hash(&root(left), &root(right))
        }
    }
}

/// `PATH` of RFC 6962, 2.1.1.
fn path(index: usize, leaves: &[Digest]) -> Vec<Digest> {
    if leaves.len() == 1 {
        return Vec::new();
    }
    let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
    let (mut hashes, sibling) = if index < left.len() {
        (path(index, left), root(right))
    } else {
        (path(index - left.len(), right), root(left))
    };
    hashes.push(sibling);
    hashes
}
