use std::fmt;

use ident::LenderId;
use jiff::Timestamp;

/// An entry that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The number of the entry.
    pub index: u64,
    /// Which rule.
    pub kind: FindingKind,
    /// Whose entry it is, when it says.
    pub lender: Option<LenderId>,
    /// When it was decided, when it says.
    pub at: Option<Timestamp>,
    /// Whether it is marked as a rehearsal.
    pub test: bool,
    /// What is wrong, in words.
    pub detail: String,
}

/// Rules that entries break.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FindingKind {
    /// Not an entry, or one that does not say what its kind must say.
    Malformed,
    /// A policy pack that is not the one it is called, or breaks a rule of packs.
    BadPack,
    /// A restriction under a pack that is not in the log before it.
    UnknownPack,
    /// A restriction that its pack never allows.
    LevelNotAllowed,
    /// A restriction before the borrower's time to pay after the last notice was over.
    NoticeTooShort,
    /// A restriction before the day past due from which its pack allows it.
    TooEarly,
    /// More restrictions by one lender in an hour than was set as normal.
    TooMany,
}

impl FindingKind {
    /// The word in reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::BadPack => "bad_pack",
            Self::UnknownPack => "unknown_pack",
            Self::LevelNotAllowed => "level_not_allowed",
            Self::NoticeTooShort => "notice_too_short",
            Self::TooEarly => "too_early",
            Self::TooMany => "too_many",
        }
    }
}

impl fmt::Display for FindingKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
