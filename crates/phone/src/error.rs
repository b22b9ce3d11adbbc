use std::net::SocketAddr;
use std::path::PathBuf;

use agent::{Refusal, Reply};

/// Why a virtual phone can't run.
#[derive(Debug, thiserror::Error)]
pub enum PhoneError {
    /// A file can't be read or written.
    #[error("{path}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The hardware's files are not what this program wrote.
    #[error("{0}: not a virtual phone's hardware")]
    Hardware(PathBuf),
    /// The address can't be listened on.
    #[error("{address}: {source}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        source: std::io::Error,
    },
    /// Whoever reaches the screen has the phone in hand.
    #[error("{0} is not a loopback address")]
    NotLoopback(SocketAddr),
}

impl PhoneError {
    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        move |source| Self::File { path: path.into(), source }
    }
}

/// Why a phone of a fleet did not get through.
#[derive(Debug, thiserror::Error)]
pub enum FleetError {
    /// No answer.
    #[error("no answer: {0}")]
    Network(String),
    /// An answer other than 200.
    #[error("the server answered {0:?}")]
    Reply(Reply),
    /// An answer that the device does not obey.
    #[error("{0}")]
    Refused(Refusal),
}
