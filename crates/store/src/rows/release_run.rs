use ident::{ContractId, LenderId};
use jiff::Timestamp;

/// The release of all of a lender's phones, and how far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleaseRunRow {
    /// Whose phones.
    pub lender: LenderId,
    /// Why, in the words of who began it.
    pub reason: String,
    /// When it began, by the world's clock.
    pub begun_at: Timestamp,
    /// The last contract that was looked at.
    pub after: Option<ContractId>,
    /// How many phones were released.
    pub released: u64,
    /// When all were.
    pub finished_at: Option<Timestamp>,
}
