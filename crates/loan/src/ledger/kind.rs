use std::fmt;

use serde::{Deserialize, Serialize};

/// Why a posting was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PostingKind {
    /// The loan was paid out.
    Activation,
    /// Interest became income, or ceased to be.
    InterestEarned,
    /// Money was received and allocated.
    Payment,
    /// The mirror of an earlier posting.
    Reversal,
    /// A payment was allocated anew because one before it came or went.
    Reallocation,
    /// Future interest was given up at a payoff.
    Rebate,
    /// Money was received for no known contract.
    Suspense,
    /// Money in suspense was matched to its contract.
    SuspenseMatched,
    /// A phone was restricted without right.
    Compensation,
}

impl PostingKind {
    /// The word used in the API, exports and the store.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Activation => "activation",
            Self::InterestEarned => "interest_earned",
            Self::Payment => "payment",
            Self::Reversal => "reversal",
            Self::Reallocation => "reallocation",
            Self::Rebate => "rebate",
            Self::Suspense => "suspense",
            Self::SuspenseMatched => "suspense_matched",
            Self::Compensation => "compensation",
        }
    }
}

impl fmt::Display for PostingKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
