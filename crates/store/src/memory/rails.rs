use async_trait::async_trait;
use ident::LenderId;
use jiff::Timestamp;

use super::MemoryStore;
use crate::StoreError;
use crate::rows::RailRow;
use crate::traits::RailStore;

#[async_trait]
impl RailStore for MemoryStore {
    async fn put_rail(&self, mut rail: RailRow) -> Result<(), StoreError> {
        let mut state = self.open()?;
        let key = (rail.lender, rail.rail.clone());
        if let Some(stored) = state.rails.get(&key) {
            rail.feed_reconciled_to = rail.feed_reconciled_to.max(stored.feed_reconciled_to);
        }
        state.rails.insert(key, rail);
        Ok(())
    }

    async fn rails(&self, lender: LenderId) -> Result<Vec<RailRow>, StoreError> {
        let state = self.open()?;
        Ok(state.rails.values().filter(|row| row.lender == lender).cloned().collect())
    }

    async fn rail(&self, lender: LenderId, rail: &str) -> Result<Option<RailRow>, StoreError> {
        Ok(self.open()?.rails.get(&(lender, rail.to_owned())).cloned())
    }

    async fn advance_feed(&self, lender: LenderId, rail: &str, to: Timestamp) -> Result<bool, StoreError> {
        let mut state = self.open()?;
        let Some(row) = state.rails.get_mut(&(lender, rail.to_owned())) else { return Ok(false) };
        row.feed_reconciled_to = row.feed_reconciled_to.max(Some(to));
        Ok(true)
    }
}
