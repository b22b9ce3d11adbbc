use async_trait::async_trait;
use ident::MessageId;
use jiff::Timestamp;

use crate::StoreError;
use crate::rows::{OutboxRow, OutboxStatus};

/// Messages to deliver at least once. Work is shared by leases; the attempt's number is the fencing token, so
/// a worker that lost its lease can change nothing.
#[async_trait]
pub trait OutboxStore {
    /// Leases up to `limit` messages of a topic that are due, longest due first. One whose lease ran out is due
    /// again.
    async fn claim_outbox(
        &self,
        topic: &str,
        now: Timestamp,
        lease_until: Timestamp,
        limit: u32,
    ) -> Result<Vec<OutboxRow>, StoreError>;

    /// Removes a delivered message; `false` if `attempt` is not its holder any more.
    async fn finish_outbox(&self, id: MessageId, attempt: u32) -> Result<bool, StoreError>;

    /// Gives a message back, due again at `due_at`; `false` if `attempt` is not its holder any more.
    async fn retry_outbox(
        &self,
        id: MessageId,
        attempt: u32,
        due_at: Timestamp,
        error: &str,
    ) -> Result<bool, StoreError>;

    /// Keeps a message that is never tried again; `false` if `attempt` is not its holder any more.
    async fn give_up_outbox(&self, id: MessageId, attempt: u32, error: &str) -> Result<bool, StoreError>;

    /// What waits, by topic.
    async fn outbox_status(&self) -> Result<Vec<OutboxStatus>, StoreError>;
}
