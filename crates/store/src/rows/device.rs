use ident::{ContractId, DeviceId, LenderId};
use jiff::Timestamp;

/// A financed device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceRow {
    /// Never changes.
    pub id: DeviceId,
    /// Never changes.
    pub lender: LenderId,
    /// The contract it is financed by.
    pub contract: ContractId,
    /// JSON: hardware identity, key, applied level.
    pub data: String,
    /// Kept from the first write.
    pub created_at: Timestamp,
    /// Last heard from; never goes back.
    pub last_seen_at: Option<Timestamp>,
}
