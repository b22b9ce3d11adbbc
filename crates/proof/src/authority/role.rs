use std::fmt;
use std::str::FromStr;

use minicbor::{Decode, Encode};

/// What a key of a roster may sign. A key has one role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Encode, Decode)]
#[cbor(index_only)]
pub enum Role {
    /// Terms, standings, warrants and quittances.
    #[n(0)]
    Command,
    /// Grants: the key that says what time it is.
    #[n(1)]
    Freshness,
    /// Checkpoints of the public log.
    #[n(2)]
    Log,
    /// Releases, and nothing that restricts.
    #[n(3)]
    Ombudsman,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 4] = [Self::Command, Self::Freshness, Self::Log, Self::Ombudsman];

    /// The word used on the command line, in files and logs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Command => "command",
            Self::Freshness => "freshness",
            Self::Log => "log",
            Self::Ombudsman => "ombudsman",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Role {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|role| role.as_str() == text)
            .ok_or_else(|| format!("`{text}` is no role: command, freshness, log or ombudsman"))
    }
}
