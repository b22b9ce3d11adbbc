use async_trait::async_trait;
use ident::LenderId;

use crate::rows::FreezeRow;
use crate::{News, StoreError};

/// Lenders that restrict nothing more.
#[async_trait]
pub trait FreezeStore {
    /// Freezes a lender from the next commit on. The first time and reason stay: `false` if it was frozen, and
    /// then nothing is told.
    async fn freeze(&self, row: FreezeRow, news: News) -> Result<bool, StoreError>;

    /// Lets a lender restrict again; `false` if it was not frozen, and then nothing is told.
    async fn thaw(&self, lender: LenderId, news: News) -> Result<bool, StoreError>;

    /// Since when and why a lender is frozen.
    async fn frozen(&self, lender: LenderId) -> Result<Option<FreezeRow>, StoreError>;
}
