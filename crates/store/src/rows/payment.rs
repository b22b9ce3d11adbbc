use ident::{ContractId, LenderId, PaymentId};
use jiff::Timestamp;

/// A payment or its reversal. One per (lender, rail, external id).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentRow {
    /// Our name for it.
    pub id: PaymentId,
    /// Whose.
    pub lender: LenderId,
    /// The way it came.
    pub rail: String,
    /// The rail's name for it.
    pub external_id: String,
    /// Digest of its content: the same id with another digest is a conflict.
    pub digest: [u8; 32],
    /// `payment` or `reversal`.
    pub kind: String,
    /// `None` while in suspense.
    pub contract: Option<ContractId>,
    /// Minor units.
    pub minor: i64,
    /// ISO 4217 code.
    pub currency: String,
    /// Day it counts for, in days since 1970-01-01.
    pub value_on: i32,
    /// When the server got it.
    pub received_at: Timestamp,
    /// A word of the caller's, such as `applied`, `suspense` or `reversed`.
    pub status: String,
    /// What the payer stated.
    pub reference: Option<String>,
}

/// Which payments of a lender to list; what is `None` does not matter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PaymentFilter {
    /// Of this contract.
    pub contract: Option<ContractId>,
    /// Exactly this status.
    pub status: Option<String>,
}
