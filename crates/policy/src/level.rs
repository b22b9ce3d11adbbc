use std::fmt;
use std::str::FromStr;

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

/// How far a device is restricted. Ordered: each level takes away at least what the one before does, and
/// none takes away the [`crate::Floor`].
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize, Encode, Decode,
)]
#[serde(rename_all = "snake_case")]
#[cbor(index_only)]
pub enum Level {
    /// Free.
    #[default]
    #[n(0)]
    None,
    /// A full-screen reminder that the borrower can put away.
    #[n(1)]
    Reminder,
    /// Entertainment is gone; communication, work and everything on the floor stay.
    #[n(2)]
    Limited,
    /// Only the floor is left: "This device is locked due to an overdue installment payment".
    #[n(3)]
    Locked,
}

impl Level {
    /// All levels, lowest first.
    pub const ALL: [Self; 4] = [Self::None, Self::Reminder, Self::Limited, Self::Locked];

    /// Whether anything is asked of or taken from the user.
    #[must_use]
    pub fn is_restricted(self) -> bool {
        self > Self::None
    }

    /// The word used in the API, pages and logs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Reminder => "reminder",
            Self::Limited => "limited",
            Self::Locked => "locked",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Level {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|level| level.as_str() == text)
            .ok_or_else(|| format!("`{text}` is not a level: none, reminder, limited or locked"))
    }
}
