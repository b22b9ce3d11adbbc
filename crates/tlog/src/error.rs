use std::io;
use std::path::{Path, PathBuf};

use proof::log::NoteSignError;

/// Why a log can't be opened, written or read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file system says no.
    #[error("{}: {source}", path.display())]
    Io {
        /// Which file.
        path: PathBuf,
        /// What it says.
        source: io::Error,
    },
    /// Two writers would sign two histories.
    #[error("{}: another process has this log open; a log has one writer", .0.display())]
    Locked(PathBuf),
    /// The folder holds the log of another name.
    #[error("the folder holds the log `{found}`, not `{expected}`; a log keeps its name for ever")]
    OtherLog {
        /// The name asked for.
        expected: String,
        /// The name found.
        found: String,
    },
    /// Something written is not what was written.
    #[error("{}: {what}", path.display())]
    Damaged {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it, and what helps.
        what: String,
    },
    /// Going on would sign a second history.
    #[error(
        "the journal ends at {journal} entries, but a checkpoint over {signed} was signed: \
         restore the journal from its newest copy, or begin a new log under a new name"
    )]
    Shorter {
        /// Entries in the journal.
        journal: u64,
        /// Entries that were promised.
        signed: u64,
    },
    /// More or longer leaves than fit.
    #[error("{0}")]
    TooLarge(String),
    /// The checkpoint could not be signed. The leaves are in the journal.
    #[error("the checkpoint was not signed: {0}")]
    Sign(#[from] NoteSignError),
    /// An earlier write failed; what is on disk is known again after opening.
    #[error("an earlier write to the log failed; it must be opened again")]
    Broken,
    /// The log is not that long.
    #[error("there is no entry {index} in a log of {size}")]
    NotThere {
        /// What was asked for.
        index: u64,
        /// How many entries there are.
        size: u64,
    },
}

impl Error {
    pub(crate) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        |source| Self::Io { path, source }
    }

    pub(crate) fn damaged(path: &Path, what: impl Into<String>) -> Self {
        Self::Damaged { path: path.to_owned(), what: what.into() }
    }
}
