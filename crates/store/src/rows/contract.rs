use ident::{ContractId, DeviceId, LenderId};
use jiff::Timestamp;

use crate::ClockId;

/// A contract: what it is listed and woken by, and its whole state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContractRow {
    /// Never changes.
    pub id: ContractId,
    /// Never changes.
    pub lender: LenderId,
    /// 1 for a new contract; each commit adds one.
    pub version: u64,
    /// For lists.
    pub status: String,
    /// The time it lives by.
    pub clock: ClockId,
    /// The financed device.
    pub device: DeviceId,
    /// The lender's own name for it.
    pub external_reference: Option<String>,
    /// When anything about it can next change by itself.
    pub next_action_at: Option<Timestamp>,
    /// JSON.
    pub state: String,
    /// Kept from the first commit; later ones cannot change it.
    pub created_at: Timestamp,
    /// When this version was decided.
    pub updated_at: Timestamp,
}

/// Which contracts of a lender to list; what is `None` does not matter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ContractFilter {
    /// Exactly this status.
    pub status: Option<String>,
    /// Exactly this reference.
    pub external_reference: Option<String>,
    /// The contract that holds the claim on this IMEI. A released IMEI finds nothing.
    pub imei: Option<String>,
}
