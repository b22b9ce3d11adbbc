use serde::Serialize;

use super::Side;

/// What kind of account it is, and so on which side of a trial balance it normally stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountClass {
    /// What the lender owns or is owed.
    Asset,
    /// What the lender owes.
    Liability,
    /// What the lender earned.
    Income,
    /// What it cost.
    Expense,
}

impl AccountClass {
    /// The word used in the API and exports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asset => "asset",
            Self::Liability => "liability",
            Self::Income => "income",
            Self::Expense => "expense",
        }
    }

    /// The side that adds to it.
    #[must_use]
    pub const fn normal_side(self) -> Side {
        match self {
            Self::Asset | Self::Expense => Side::Debit,
            Self::Liability | Self::Income => Side::Credit,
        }
    }
}
