use async_trait::async_trait;
use ident::{ContractId, EventId, LenderId};
use jiff::Timestamp;

use crate::rows::{ContractFilter, ContractRow, DocumentRow, EventRow, LookupKind, LookupRow, ReceiptRow};
use crate::{ClockId, Commit, CommitError, Page, StoreError};

/// Contracts and what hangs on them.
#[async_trait]
pub trait ContractStore {
    /// The one way to change a contract: all of it or nothing.
    ///
    /// # Errors
    /// The first rule that refuses it; nothing is kept then.
    async fn commit(&self, commit: Commit) -> Result<(), CommitError>;

    /// One contract, of whichever lender: the caller checks whose it is.
    async fn contract(&self, id: ContractId) -> Result<Option<ContractRow>, StoreError>;

    /// A lender's contracts by ascending id.
    async fn contracts(
        &self,
        lender: LenderId,
        filter: ContractFilter,
        page: Page<ContractId>,
    ) -> Result<Vec<ContractRow>, StoreError>;

    /// Contracts with `next_action_at` not after `until`, by (`next_action_at`, id), behind `after`.
    async fn due_contracts(
        &self,
        clock: ClockId,
        until: Timestamp,
        after: Option<(Timestamp, ContractId)>,
        limit: u32,
    ) -> Result<Vec<ContractRow>, StoreError>;

    /// The smallest `next_action_at` on a clock.
    async fn next_due_at(&self, clock: ClockId) -> Result<Option<Timestamp>, StoreError>;

    /// A contract's timeline by ascending `seq`, behind `after_seq`.
    async fn events(
        &self,
        contract: ContractId,
        after_seq: u64,
        limit: u32,
    ) -> Result<Vec<EventRow>, StoreError>;

    /// A lender's feed by ascending id.
    async fn lender_events(&self, lender: LenderId, page: Page<EventId>)
    -> Result<Vec<EventRow>, StoreError>;

    /// A contract's documents, oldest first.
    async fn documents(&self, contract: ContractId) -> Result<Vec<DocumentRow>, StoreError>;

    /// One of a contract's documents.
    async fn document(
        &self,
        contract: ContractId,
        kind: &str,
        digest: [u8; 32],
    ) -> Result<Option<DocumentRow>, StoreError>;

    /// A contract's receipts by (device, counter).
    async fn receipts(&self, contract: ContractId) -> Result<Vec<ReceiptRow>, StoreError>;

    /// Who holds a name that is unique across all contracts.
    async fn lookup(&self, kind: LookupKind, key: &str) -> Result<Option<LookupRow>, StoreError>;
}
