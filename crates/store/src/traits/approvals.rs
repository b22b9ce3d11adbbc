use async_trait::async_trait;
use ident::{ApprovalId, LenderId};

use crate::rows::{ApprovalRow, ApprovalState};
use crate::{News, StoreError};

/// Questions to two people.
#[async_trait]
pub trait ApprovalStore {
    /// Writes a request whose version is one above the stored one (1 for a new request), but for `used`.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if it is not, [`StoreError::Duplicate`] if another one about the same is open.
    async fn put_approval(&self, row: ApprovalRow, news: News) -> Result<(), StoreError>;

    /// One request.
    async fn approval(&self, id: ApprovalId) -> Result<Option<ApprovalRow>, StoreError>;

    /// A lender's requests in a state, newest first.
    async fn approvals(
        &self,
        lender: LenderId,
        state: ApprovalState,
        limit: u32,
    ) -> Result<Vec<ApprovalRow>, StoreError>;
}
