use async_trait::async_trait;
use ident::LenderId;

use super::{MemoryStore, commit};
use crate::rows::FreezeRow;
use crate::traits::FreezeStore;
use crate::{News, StoreError, check};

#[async_trait]
impl FreezeStore for MemoryStore {
    async fn freeze(&self, row: FreezeRow, news: News) -> Result<bool, StoreError> {
        check::news(&news, row.lender)?;
        let mut state = self.open()?;
        if state.freezes.contains_key(&row.lender) {
            return Ok(false);
        }
        commit::tell(&mut state, row.lender, news)?;
        state.freezes.insert(row.lender, row);
        Ok(true)
    }

    async fn thaw(&self, lender: LenderId, news: News) -> Result<bool, StoreError> {
        check::news(&news, lender)?;
        let mut state = self.open()?;
        if !state.freezes.contains_key(&lender) {
            return Ok(false);
        }
        commit::tell(&mut state, lender, news)?;
        state.freezes.remove(&lender);
        Ok(true)
    }

    async fn frozen(&self, lender: LenderId) -> Result<Option<FreezeRow>, StoreError> {
        Ok(self.open()?.freezes.get(&lender).cloned())
    }
}
