use ident::{ContractId, EventId, LenderId};
use jiff::Timestamp;

/// Something that happened: a line of a contract's timeline and of the lender's feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventRow {
    /// Orders the lender's feed.
    pub id: EventId,
    /// `None` for what concerns no contract, such as a payment in suspense.
    pub contract: Option<ContractId>,
    /// Whose feed.
    pub lender: LenderId,
    /// Place in the contract's timeline, unique there. Without a contract it means nothing.
    pub seq: u64,
    /// When.
    pub at: Timestamp,
    /// What.
    pub kind: String,
    /// JSON.
    pub data: String,
}
