use proof::log::LogError;

/// The log contradicts itself or shows something that is not a log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Inconsistency {
    /// The checkpoint is not one of this log.
    #[error("the checkpoint can't be trusted: {0}")]
    Checkpoint(#[from] LogError),
    /// Entries were taken away.
    #[error("the log had {before} entries and now shows a checkpoint over {now}")]
    Shrunk {
        /// Seen before.
        before: u64,
        /// Shown now.
        now: u64,
    },
    /// Another history: together the two signed checkpoints prove it.
    #[error("two signed checkpoints disagree:\n{before}\n{now}")]
    Forked {
        /// The note seen before.
        before: String,
        /// The note shown now.
        now: String,
    },
    /// A file of entries has not as many as it must.
    #[error("{path} has not the entries it must have")]
    Bundle {
        /// Its path.
        path: String,
    },
}
