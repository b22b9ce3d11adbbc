use async_trait::async_trait;
use ident::LenderId;
use jiff::Timestamp;

use super::MemoryStore;
use crate::StoreError;
use crate::traits::ClockStore;

#[async_trait]
impl ClockStore for MemoryStore {
    async fn test_clock(&self, lender: LenderId) -> Result<Option<Timestamp>, StoreError> {
        Ok(self.open()?.test_clocks.get(&lender).copied())
    }

    async fn set_test_clock(&self, lender: LenderId, now: Timestamp) -> Result<(), StoreError> {
        let mut state = self.open()?;
        if state.test_clocks.get(&lender).is_some_and(|stored| *stored > now) {
            return Err(StoreError::ClockBack);
        }
        state.test_clocks.insert(lender, now);
        Ok(())
    }
}
