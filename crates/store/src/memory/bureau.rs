use async_trait::async_trait;
use ident::LenderId;

use super::MemoryStore;
use crate::StoreError;
use crate::rows::BureauPaperRow;
use crate::traits::BureauStore;

#[async_trait]
impl BureauStore for MemoryStore {
    async fn put_bureau_paper(&self, row: BureauPaperRow) -> Result<(), StoreError> {
        self.open()?.bureau_papers.insert((row.lender, row.owner), row);
        Ok(())
    }

    async fn bureau_paper(
        &self,
        lender: LenderId,
        owner: [u8; 16],
    ) -> Result<Option<BureauPaperRow>, StoreError> {
        Ok(self.open()?.bureau_papers.get(&(lender, owner)).cloned())
    }

    async fn remove_bureau_paper(&self, lender: LenderId, owner: [u8; 16]) -> Result<bool, StoreError> {
        Ok(self.open()?.bureau_papers.remove(&(lender, owner)).is_some())
    }
}
