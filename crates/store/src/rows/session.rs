use ident::{ContractId, DeviceId, LenderId, SessionId};
use jiff::Timestamp;

use crate::Hidden;

/// A device's authenticated session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// Stated by the device.
    pub id: SessionId,
    /// Who.
    pub device: DeviceId,
    /// Whose.
    pub lender: LenderId,
    /// Of which contract.
    pub contract: ContractId,
    /// The message-authentication key, sealed.
    pub key: Hidden<Vec<u8>>,
    /// Worthless from then on.
    pub expires_at: Timestamp,
    /// Highest message count taken; never goes back.
    pub counter: u64,
}

/// A sign of life, written behind the answer and many at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Touch {
    /// Who.
    pub device: DeviceId,
    /// In which session.
    pub session: SessionId,
    /// The message's count.
    pub counter: u64,
    /// When.
    pub at: Timestamp,
}
