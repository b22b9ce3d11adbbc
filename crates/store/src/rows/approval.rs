use ident::{ApprovalId, LenderId};
use jiff::Timestamp;

/// A question to two people, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApprovalRow {
    /// Sorts by the time of asking.
    pub id: ApprovalId,
    /// Whose phones it is about.
    pub lender: LenderId,
    /// What is asked, as the server writes it.
    pub why: String,
    /// What more precisely it is about. At most one request is open about a (lender, why, subject).
    pub subject: String,
    /// When it was asked first.
    pub asked_at: Timestamp,
    /// How many phones it is about.
    pub phones: u64,
    /// How many of its places were taken. Only a commit changes it.
    pub used: u64,
    /// `open`, `granted` or `ended`.
    pub state: ApprovalState,
    /// Its places can be taken before this instant, by the lender's clock.
    pub granted_until: Option<Timestamp>,
    /// JSON.
    pub data: String,
    /// 1 for a new row; each write must add exactly one.
    pub version: u64,
}

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ApprovalState {
    /// Waits for people.
    Open,
    /// Two people said yes.
    Granted,
    /// Over, used or not.
    Ended,
}

impl ApprovalState {
    /// The word it is kept as.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Granted => "granted",
            Self::Ended => "ended",
        }
    }

    /// The state kept as this word.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        [Self::Open, Self::Granted, Self::Ended].into_iter().find(|state| state.as_str() == word)
    }
}
