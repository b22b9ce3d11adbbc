use async_trait::async_trait;
use ident::{LenderId, PaymentId, RawEventId};
use jiff::Timestamp;

use crate::rows::{PaymentFilter, PaymentRow, RawEventRow};
use crate::{CommitError, Page, StoreError, SuspenseCommit};

/// Payments and the webhook requests they came in by.
#[async_trait]
pub trait PaymentStore {
    /// Keeps a payment that belongs to no contract yet, all of it or nothing.
    ///
    /// # Errors
    /// The first rule that refuses it; nothing is kept then.
    async fn commit_suspense(&self, commit: SuspenseCommit) -> Result<(), CommitError>;

    /// A payment by the rail's name for it.
    async fn payment(
        &self,
        lender: LenderId,
        rail: &str,
        external_id: &str,
    ) -> Result<Option<PaymentRow>, StoreError>;

    /// A lender's payment by our name for it.
    async fn payment_by_id(&self, lender: LenderId, id: PaymentId) -> Result<Option<PaymentRow>, StoreError>;

    /// A lender's payments by ascending id.
    async fn payments(
        &self,
        lender: LenderId,
        filter: PaymentFilter,
        page: Page<PaymentId>,
    ) -> Result<Vec<PaymentRow>, StoreError>;

    /// Keeps a webhook request before anything is made of it.
    ///
    /// # Errors
    /// The id exists.
    async fn store_raw_event(&self, event: RawEventRow) -> Result<(), StoreError>;

    /// Sets what became of a request. The first outcome stays: `false` if there was one.
    async fn finish_raw_event(&self, id: RawEventId, outcome: &str) -> Result<bool, StoreError>;

    /// Requests received before `older_than` of which nothing was made, oldest first.
    async fn unfinished_raw_events(
        &self,
        older_than: Timestamp,
        limit: u32,
    ) -> Result<Vec<RawEventRow>, StoreError>;

    /// When the lender's oldest request was received of which nothing was made; `None` without any.
    async fn oldest_unfinished_raw_event(&self, lender: LenderId) -> Result<Option<Timestamp>, StoreError>;
}
