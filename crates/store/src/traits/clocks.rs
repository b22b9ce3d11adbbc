use async_trait::async_trait;
use ident::LenderId;
use jiff::Timestamp;

use crate::StoreError;

/// The lenders' test clocks.
#[async_trait]
pub trait ClockStore {
    /// What a lender's test clock shows; `None` if it has none.
    async fn test_clock(&self, lender: LenderId) -> Result<Option<Timestamp>, StoreError>;

    /// Starts or advances a lender's test clock. The same time again is no change.
    ///
    /// # Errors
    /// [`StoreError::ClockBack`] if it shows a later time.
    async fn set_test_clock(&self, lender: LenderId, now: Timestamp) -> Result<(), StoreError>;
}
