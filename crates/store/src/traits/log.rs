use async_trait::async_trait;
use ident::{ContractId, LeafId, LenderId};
use jiff::Timestamp;

use crate::StoreError;
use crate::rows::{LeafPlaced, LeafRow, LogQueue};

/// Entries for the public log, which [`crate::traits::ContractStore::commit`] appends.
#[async_trait]
pub trait LogStore {
    /// Adds an entry that belongs to no contract; `false` if there is one with its id.
    ///
    /// # Errors
    /// It belongs to a contract, or is longer than [`LeafRow::MAX_ENTRY_BYTES`].
    async fn queue_leaf(&self, leaf: LeafRow) -> Result<bool, StoreError>;

    /// Entries that wait for a place, by id.
    async fn pending_leaves(&self, limit: u32) -> Result<Vec<LeafRow>, StoreError>;

    /// Notes that the log has these entries, all or none. The same again is no change.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] for an entry that has another place, or a place that another entry has.
    async fn mark_sequenced(&self, placed: Vec<LeafPlaced>) -> Result<(), StoreError>;

    /// Entries of whose place, this or a higher one, somebody waits to hear, by place.
    async fn placed_leaves(&self, from: u64, limit: u32) -> Result<Vec<LeafRow>, StoreError>;

    /// Nobody waits to hear of this entry any more.
    async fn finish_leaf(&self, id: LeafId) -> Result<(), StoreError>;

    /// An entry.
    async fn leaf(&self, id: LeafId) -> Result<Option<LeafRow>, StoreError>;

    /// A contract's entries, by id.
    async fn leaves_of(&self, contract: ContractId) -> Result<Vec<LeafRow>, StoreError>;

    /// How many restrictions a lender has put on record since an instant, logged or waiting.
    async fn restrictions_since(&self, lender: LenderId, since: Timestamp) -> Result<u64, StoreError>;

    /// What waits for a place.
    async fn log_queue(&self) -> Result<LogQueue, StoreError>;
}
