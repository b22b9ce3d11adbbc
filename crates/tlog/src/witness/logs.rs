use std::str::FromStr;

use proof::log::{LogTrust, NoteKey, NoteKeyError, SignatureKind};

/// A log that a witness knows, by a verifier key whose name is the log's origin. Several keys of one origin are
/// one log: any of them will do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WitnessedLog(NoteKey);

/// The text is no key of a log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WitnessedLogError {
    /// Not a verifier key.
    #[error(transparent)]
    Key(#[from] NoteKeyError),
    /// A witness's.
    #[error("the key of a witness, not of a log")]
    Kind,
}

impl WitnessedLog {
    /// The log's key.
    #[must_use]
    pub const fn key(&self) -> &NoteKey {
        &self.0
    }

    /// Trust in this log alone, without witnesses.
    #[must_use]
    pub fn trust(&self) -> LogTrust {
        LogTrust {
            origin: self.0.name().to_owned(),
            keys: vec![self.0.public_key()],
            witnesses: Vec::new(),
            quorum: 0,
        }
    }
}

impl FromStr for WitnessedLog {
    type Err = WitnessedLogError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let key: NoteKey = text.parse()?;
        if key.kind() == SignatureKind::Note { Ok(Self(key)) } else { Err(WitnessedLogError::Kind) }
    }
}

/// One for each origin, with all its keys.
pub(super) fn by_origin(logs: Vec<WitnessedLog>) -> Vec<LogTrust> {
    let mut all: Vec<LogTrust> = Vec::new();
    for log in logs {
        match all.iter_mut().find(|known| known.origin == log.0.name()) {
            Some(known) => known.keys.push(log.0.public_key()),
            None => all.push(log.trust()),
        }
    }
    all
}
