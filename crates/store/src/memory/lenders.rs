use async_trait::async_trait;
use ident::{EndpointId, LenderId};

use super::MemoryStore;
use crate::rows::{EndpointRow, LenderRow};
use crate::traits::LenderStore;
use crate::{StoreError, check};

#[async_trait]
impl LenderStore for MemoryStore {
    async fn put_lender(&self, mut lender: LenderRow) -> Result<(), StoreError> {
        check::number(lender.version)?;
        let mut state = self.open()?;
        let stored = state.lenders.get(&lender.id);
        if lender.version.checked_sub(1) != Some(stored.map_or(0, |stored| stored.version)) {
            return Err(StoreError::Conflict);
        }
        lender.created_at = stored.map_or(lender.created_at, |stored| stored.created_at);
        state.lenders.insert(lender.id, lender);
        Ok(())
    }

    async fn lender(&self, id: LenderId) -> Result<Option<LenderRow>, StoreError> {
        Ok(self.open()?.lenders.get(&id).cloned())
    }

    async fn lenders(&self) -> Result<Vec<LenderRow>, StoreError> {
        Ok(self.open()?.lenders.values().cloned().collect())
    }

    async fn put_endpoint(&self, mut endpoint: EndpointRow) -> Result<(), StoreError> {
        let mut state = self.open()?;
        let key = (endpoint.lender, endpoint.id);
        if let Some(stored) = state.endpoints.get(&key) {
            endpoint.created_at = stored.created_at;
        }
        state.endpoints.insert(key, endpoint);
        Ok(())
    }

    async fn endpoints(&self, lender: LenderId) -> Result<Vec<EndpointRow>, StoreError> {
        let state = self.open()?;
        Ok(state.endpoints.values().filter(|row| row.lender == lender).cloned().collect())
    }

    async fn endpoint(&self, lender: LenderId, id: EndpointId) -> Result<Option<EndpointRow>, StoreError> {
        Ok(self.open()?.endpoints.get(&(lender, id)).cloned())
    }
}
