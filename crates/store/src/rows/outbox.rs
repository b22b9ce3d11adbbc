use ident::{ContractId, LenderId, MessageId};
use jiff::Timestamp;

/// A message to deliver, committed together with what it tells of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxRow {
    /// Its receiver tells repetitions by it.
    pub id: MessageId,
    /// Whose.
    pub lender: LenderId,
    /// The contract it tells of.
    pub contract: Option<ContractId>,
    /// Which kind of worker delivers it; slow kinds do not delay others.
    pub topic: String,
    /// JSON.
    pub payload: String,
    /// Not before. Of a claimed row: the end of the lease.
    pub due_at: Timestamp,
    /// How often it was claimed. Of a claimed row: the fencing token to finish or retry it with.
    pub attempts: u32,
    /// Why the last try failed.
    pub last_error: Option<String>,
}

/// What waits in the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxStatus {
    /// Of this topic.
    pub topic: String,
    /// To be delivered, leased rows included.
    pub pending: u64,
    /// Given up.
    pub dead: u64,
    /// Smallest `due_at` of the pending rows.
    pub oldest_due_at: Option<Timestamp>,
}
