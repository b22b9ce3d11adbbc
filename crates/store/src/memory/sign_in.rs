use async_trait::async_trait;
use ident::{ApiKeyId, LenderId};
use jiff::Timestamp;

use super::MemoryStore;
use crate::StoreError;
use crate::rows::{ApiKeyRow, OperatorRow};
use crate::traits::SignInStore;

#[async_trait]
impl SignInStore for MemoryStore {
    async fn put_api_key(&self, key: ApiKeyRow) -> Result<(), StoreError> {
        let mut state = self.open()?;
        if state.api_keys.values().any(|row| row.id == key.id || row.hash == key.hash) {
            return Err(StoreError::Duplicate("API key".into()));
        }
        state.api_keys.insert(key.id, key);
        Ok(())
    }

    async fn api_key_by_hash(&self, hash: &[u8; 32]) -> Result<Option<ApiKeyRow>, StoreError> {
        Ok(self.open()?.api_keys.values().find(|row| row.hash == *hash).cloned())
    }

    async fn api_keys(&self, lender: LenderId) -> Result<Vec<ApiKeyRow>, StoreError> {
        let state = self.open()?;
        Ok(state.api_keys.values().filter(|row| row.lender == lender).cloned().collect())
    }

    async fn revoke_api_key(
        &self,
        lender: LenderId,
        id: ApiKeyId,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut state = self.open()?;
        let Some(key) = state.api_keys.get_mut(&id).filter(|row| row.lender == lender) else {
            return Ok(false);
        };
        key.revoked_at.get_or_insert(at);
        Ok(true)
    }

    async fn put_operator(&self, operator: OperatorRow) -> Result<(), StoreError> {
        let mut state = self.open()?;
        if state.operators.values().any(|row| row.name == operator.name && row.id != operator.id) {
            return Err(StoreError::Duplicate("operator's name".into()));
        }
        state.operators.insert(operator.id, operator);
        Ok(())
    }

    async fn operator_by_name(&self, name: &str) -> Result<Option<OperatorRow>, StoreError> {
        Ok(self.open()?.operators.values().find(|row| row.name == name).cloned())
    }

    async fn operators(&self) -> Result<Vec<OperatorRow>, StoreError> {
        Ok(self.open()?.operators.values().cloned().collect())
    }
}
