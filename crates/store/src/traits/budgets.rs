use async_trait::async_trait;
use ident::LenderId;
use jiff::Timestamp;

use crate::StoreError;
use crate::rows::RiseScope;

/// What budgets are measured by. The places themselves are taken by commits.
#[async_trait]
pub trait BudgetStore {
    /// How many rises count after an instant; those beyond a budget that two people approved don't.
    async fn rises(&self, scope: RiseScope, after: Timestamp) -> Result<u64, StoreError>;

    /// How many of a lender's contracts have a status.
    async fn count_contracts(&self, lender: LenderId, status: &str) -> Result<u64, StoreError>;

    /// Forgets a lender's rises before an instant; how many.
    async fn purge_rises(&self, lender: LenderId, before: Timestamp) -> Result<u64, StoreError>;
}
