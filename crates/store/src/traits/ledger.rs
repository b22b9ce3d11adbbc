use async_trait::async_trait;
use ident::{ContractId, LenderId};
use jiff::Timestamp;

use crate::rows::{BalanceRow, BookHead, BooksRow, ClosingRow, EntryFilter, EntryRow, PostingRow};
use crate::{Page, StoreError};

/// Postings, which [`crate::traits::ContractStore::commit`] appends.
#[async_trait]
pub trait LedgerStore {
    /// A contract's postings by ascending number.
    async fn postings(&self, contract: ContractId) -> Result<Vec<PostingRow>, StoreError>;

    /// The fold of a lender's postings booked by the end of `day` (days since 1970-01-01) by (account,
    /// currency), suspense included. Costs what there are days, not entries.
    async fn balances_on(&self, lender: LenderId, day: i32) -> Result<Vec<BalanceRow>, StoreError>;

    /// The fold of all postings of a lender.
    async fn lender_balances(&self, lender: LenderId) -> Result<Vec<BalanceRow>, StoreError> {
        self.balances_on(lender, i32::MAX).await
    }

    /// A lender's entries by ascending place.
    async fn entries(
        &self,
        lender: LenderId,
        filter: EntryFilter,
        page: Page<u64>,
    ) -> Result<Vec<EntryRow>, StoreError>;

    /// The end of a lender's chain of entries.
    async fn book_head(&self, lender: LenderId) -> Result<BookHead, StoreError>;

    /// Head, sums and closings of one moment.
    async fn books(&self, lender: LenderId) -> Result<BooksRow, StoreError>;

    /// Up to `limit` of a lender's postings that have no place in its chain: owner and number. There are none
    /// unless somebody has written past this interface.
    async fn unchained(&self, lender: LenderId, limit: u32) -> Result<Vec<([u8; 16], u64)>, StoreError>;

    /// Ends a lender's period, for good: from now on nothing is booked on `through` or before it.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if the books are closed through this day or a later one.
    async fn close_books(
        &self,
        lender: LenderId,
        through: i32,
        closed_at: Timestamp,
    ) -> Result<ClosingRow, StoreError>;

    /// A lender's closings, oldest first.
    async fn closings(&self, lender: LenderId) -> Result<Vec<ClosingRow>, StoreError>;
}
