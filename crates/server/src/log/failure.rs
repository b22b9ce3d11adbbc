use store::StoreError;

use crate::Problem;

/// Why the log stands still.
#[derive(Debug, thiserror::Error)]
pub enum LogFailure {
    /// The log's own files.
    #[error(transparent)]
    Log(#[from] tlog::Error),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The log was put back to an older state than the database: going on would give places out twice.
    #[error(
        "the log has {log} entries and the database knows of {store}: restore the log's folder from its \
         newest copy"
    )]
    Shorter {
        /// Entries in the log.
        log: u64,
        /// Places that the database knows of.
        store: u64,
    },
    /// Nothing of it can be read now.
    #[error("the log can't be read now")]
    Closed,
    /// What stands under a checkpoint that too few saw is told to no device.
    #[error("{cosigned} of the {quorum} witnesses needed have cosigned its newest checkpoint")]
    Witnesses {
        /// How many did.
        cosigned: usize,
        /// How many must.
        quorum: u8,
    },
    /// A thread that worked on it died.
    #[error("work on the log died: {0}")]
    Died(#[from] tokio::task::JoinError),
}

impl From<LogFailure> for Problem {
    fn from(failure: LogFailure) -> Self {
        match failure {
            LogFailure::Store(error) => error.into(),
            other => {
                tracing::error!(error = %other, "the public log can't be read");
                Self::unavailable()
            }
        }
    }
}
