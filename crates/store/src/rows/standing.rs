use ident::DeviceId;
use jiff::Timestamp;

/// The signed, complete state of a device. A higher sequence replaces all before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandingRow {
    /// Whose state.
    pub device: DeviceId,
    /// Strictly increasing.
    pub seq: u64,
    /// As signed.
    pub bytes: Vec<u8>,
    /// Its restriction level, for lists.
    pub level: String,
    /// Issued at.
    pub at: Timestamp,
}
