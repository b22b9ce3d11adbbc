use ident::{ContractId, TransactionId};
use jiff::Timestamp;

/// A double-entry posting. Never changed, only reversed by another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostingRow {
    /// `None` for the posting of a payment in suspense, which is found by its `cause`.
    pub contract: Option<ContractId>,
    /// Place in the contract's (or suspense payment's) ledger, unique there.
    pub number: u64,
    /// What was posted.
    pub kind: String,
    /// When it was written.
    pub booked_at: Timestamp,
    /// The lender's calendar day on which it was written, in days since 1970-01-01: what a closing goes by.
    pub booked_on: i32,
    /// Day it counts for, in days since 1970-01-01.
    pub value_on: i32,
    /// The transaction that caused it.
    pub cause: Option<TransactionId>,
    /// In the caller's order. Debits equal credits per currency.
    pub lines: Vec<LineRow>,
}

/// One side of a posting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineRow {
    /// Account of the lender's chart.
    pub account: String,
    /// Debit, else credit.
    pub debit: bool,
    /// Minor units, not negative.
    pub minor: i64,
    /// ISO 4217 code.
    pub currency: String,
}

/// The fold of the lines of an account of a lender.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BalanceRow {
    /// Account of the lender's chart.
    pub account: String,
    /// ISO 4217 code.
    pub currency: String,
    /// Sum of debits, minor units.
    pub debit_minor: i128,
    /// Sum of credits, minor units.
    pub credit_minor: i128,
}
