use async_trait::async_trait;
use ident::LenderId;

use super::{MemoryStore, commit};
use crate::rows::ReleaseRunRow;
use crate::traits::ReleaseRunStore;
use crate::{News, StoreError, check};

#[async_trait]
impl ReleaseRunStore for MemoryStore {
    async fn put_release_run(&self, row: ReleaseRunRow, news: News) -> Result<(), StoreError> {
        check::news(&news, row.lender)?;
        let mut state = self.open()?;
        commit::tell(&mut state, row.lender, news)?;
        state.release_runs.insert(row.lender, row);
        Ok(())
    }

    async fn release_run(&self, lender: LenderId) -> Result<Option<ReleaseRunRow>, StoreError> {
        Ok(self.open()?.release_runs.get(&lender).cloned())
    }

    async fn unfinished_release_runs(&self) -> Result<Vec<ReleaseRunRow>, StoreError> {
        let state = self.open()?;
        Ok(state.release_runs.values().filter(|row| row.finished_at.is_none()).cloned().collect())
    }
}
