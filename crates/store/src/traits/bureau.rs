use async_trait::async_trait;
use ident::LenderId;

use crate::StoreError;
use crate::rows::BureauPaperRow;

/// What credit bureaus are told beside the loans.
#[async_trait]
pub trait BureauStore {
    /// Writes a paper, in the place of the one before.
    async fn put_bureau_paper(&self, row: BureauPaperRow) -> Result<(), StoreError>;

    /// A lender's paper.
    async fn bureau_paper(
        &self,
        lender: LenderId,
        owner: [u8; 16],
    ) -> Result<Option<BureauPaperRow>, StoreError>;

    /// Forgets a paper; `false` if there was none.
    async fn remove_bureau_paper(&self, lender: LenderId, owner: [u8; 16]) -> Result<bool, StoreError>;
}
