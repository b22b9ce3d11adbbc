use std::fmt;

use serde::{Deserialize, Serialize};

/// What a key file is for. One made for one thing opens for nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// One person's share of the root.
    Root,
    /// Terms, standings, warrants and quittances.
    Command,
    /// Grants.
    Freshness,
    /// Checkpoints of the public log.
    Log,
    /// Releases, whatever a lender says.
    Ombudsman,
    /// The secret that everything at rest on a server is sealed with; it has no public half.
    Master,
}

impl Purpose {
    /// The word in files and messages.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Root => "root",
            Self::Command => "command",
            Self::Freshness => "freshness",
            Self::Log => "log",
            Self::Ombudsman => "ombudsman",
            Self::Master => "master",
        }
    }

    /// Whether the secret is the seed of a signing key.
    pub(super) const fn signs(self) -> bool {
        !matches!(self, Self::Master)
    }
}

impl fmt::Display for Purpose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
