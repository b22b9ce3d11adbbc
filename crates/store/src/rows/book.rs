use ident::LenderId;
use jiff::Timestamp;

use super::{BalanceRow, PostingRow};

/// A posting's place among all of its lender's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryRow {
    /// From 1, in the order of the commits.
    pub place: u64,
    /// The contract's, or for money in suspense the payment's identifier.
    pub owner: [u8; 16],
    /// The posting's number there.
    pub number: u64,
    /// Covers the posting and the hash of the entry before.
    pub hash: [u8; 32],
    /// `None` when somebody has removed it.
    pub posting: Option<PostingRow>,
}

/// The end of a lender's chain of entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BookHead {
    /// How many entries there are.
    pub entries: u64,
    /// The hash of the last one; zeros without any.
    pub hash: [u8; 32],
    /// Nothing is booked on this day or before it any more, in days since 1970-01-01.
    pub closed_through: Option<i32>,
}

/// What a lender's books say, all at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BooksRow {
    /// The end of the chain.
    pub head: BookHead,
    /// The sums of everything booked, by (account, currency).
    pub balances: Vec<BalanceRow>,
    /// All closings, oldest first.
    pub closings: Vec<ClosingRow>,
}

/// The end of a period, for good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosingRow {
    /// Whose books.
    pub lender: LenderId,
    /// The period's last day, in days since 1970-01-01.
    pub through: i32,
    /// When it was closed.
    pub closed_at: Timestamp,
    /// How many entries the chain had.
    pub entries: u64,
    /// The hash of the last of them.
    pub head: [u8; 32],
    /// The trial balance of everything booked by `through`, by (account, currency).
    pub balances: Vec<BalanceRow>,
}

/// Which entries of a lender to list, by the day of booking; what is `None` does not matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct EntryFilter {
    /// Not before this day, in days since 1970-01-01.
    pub from: Option<i32>,
    /// Not after this day.
    pub through: Option<i32>,
}

impl EntryFilter {
    /// The first and the last day.
    pub(crate) fn days(self) -> (i32, i32) {
        (self.from.unwrap_or(i32::MIN), self.through.unwrap_or(i32::MAX))
    }
}
