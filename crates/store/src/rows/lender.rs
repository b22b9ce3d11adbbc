use ident::LenderId;
use jiff::Timestamp;

/// A lender: carrier, shop or fintech.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LenderRow {
    /// Never changes.
    pub id: LenderId,
    /// As pages show it.
    pub name: String,
    /// Kept from the first write.
    pub created_at: Timestamp,
    /// JSON.
    pub settings: String,
    /// 1 for a new lender; each write must add exactly one.
    pub version: u64,
}
