use async_trait::async_trait;
use ident::{ContractId, LenderId};

use crate::StoreError;
use crate::rows::{BalanceRow, PostingRow};

/// Postings, which [`crate::traits::ContractStore::commit`] appends.
#[async_trait]
pub trait LedgerStore {
    /// A contract's postings by ascending number.
    async fn postings(&self, contract: ContractId) -> Result<Vec<PostingRow>, StoreError>;

    /// The fold of all postings of a lender by (account, currency), suspense included.
    async fn lender_balances(&self, lender: LenderId) -> Result<Vec<BalanceRow>, StoreError>;
}
