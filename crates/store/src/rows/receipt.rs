use ident::{ContractId, DeviceId};
use jiff::Timestamp;

/// A device-signed fact. One per (contract, device, counter): the same bytes again are no change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptRow {
    /// The contract it is about.
    pub contract: ContractId,
    /// Who signed.
    pub device: DeviceId,
    /// The device's own count.
    pub counter: u64,
    /// What it says.
    pub kind: String,
    /// When the server took it.
    pub at: Timestamp,
    /// As signed.
    pub bytes: Vec<u8>,
}
