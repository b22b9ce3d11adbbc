use bureau::Furnisher;
use ident::ContractId;
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::StoreError;
use store::rows::BureauPaperRow;

use super::furnisher::FurnisherPaper;
use super::identity::IdentityPaper;
use crate::{App, LenderContext, Problem};

impl App {
    /// Keeps who a borrower is, sealed.
    ///
    /// # Errors
    /// The first field that a file could not carry.
    pub(crate) async fn put_identity(
        &self,
        lender: &LenderContext,
        contract: ContractId,
        paper: &IdentityPaper,
    ) -> Result<(), Problem> {
        let today = lender.day(self.now_for(lender).await?);
        paper.consumer(None, today).map_err(|fault| Problem::invalid(fault.field, fault.what))?;
        Ok(self.put_paper(lender, *contract.as_bytes(), paper).await?)
    }

    /// Who a borrower is; `None` if nobody said.
    pub(crate) async fn identity(
        &self,
        lender: &LenderContext,
        contract: ContractId,
    ) -> Result<Option<IdentityPaper>, StoreError> {
        self.paper(lender, *contract.as_bytes()).await
    }

    /// Forgets who a borrower is; `false` if nobody had said.
    pub(crate) async fn forget_identity(
        &self,
        lender: &LenderContext,
        contract: ContractId,
    ) -> Result<bool, StoreError> {
        self.store.remove_bureau_paper(lender.id, *contract.as_bytes()).await
    }

    /// Keeps who the lender is to the bureaus.
    ///
    /// # Errors
    /// The first field that a file could not carry.
    pub(crate) async fn put_furnisher(
        &self,
        lender: &LenderContext,
        paper: &FurnisherPaper,
    ) -> Result<(), Problem> {
        let checked = Furnisher::from(paper.clone()).check();
        checked.map_err(|fault| Problem::invalid(fault.field, fault.what))?;
        Ok(self.put_paper(lender, *lender.id.as_bytes(), paper).await?)
    }

    /// Who the lender is to the bureaus; `None` if nobody said.
    pub(crate) async fn furnisher(
        &self,
        lender: &LenderContext,
    ) -> Result<Option<FurnisherPaper>, StoreError> {
        self.paper(lender, *lender.id.as_bytes()).await
    }

    async fn put_paper<T: Serialize>(
        &self,
        lender: &LenderContext,
        owner: [u8; 16],
        paper: &T,
    ) -> Result<(), StoreError> {
        let bytes = serde_json::to_vec(paper).map_err(|error| StoreError::Invalid(error.to_string()))?;
        let sealed = self.with_entropy(|entropy| self.sealer.seal(&place(&owner), &bytes, entropy));
        let sealed = sealed.map_err(|error| StoreError::Invalid(error.to_string()))?;
        let updated_at = self.wall_now();
        self.store.put_bureau_paper(BureauPaperRow { lender: lender.id, owner, sealed, updated_at }).await
    }

    async fn paper<T: DeserializeOwned>(
        &self,
        lender: &LenderContext,
        owner: [u8; 16],
    ) -> Result<Option<T>, StoreError> {
        let Some(row) = self.store.bureau_paper(lender.id, owner).await? else { return Ok(None) };
        let bytes = self.sealer.open(&place(&owner), &row.sealed);
        let bytes = bytes.map_err(|error| StoreError::Damaged(Box::new(error)))?;
        serde_json::from_slice(&bytes).map(Some).map_err(|error| StoreError::Damaged(Box::new(error)))
    }
}

/// A paper that is moved to another owner can't be opened.
fn place(owner: &[u8; 16]) -> String {
    format!("bureau:{}", data_encoding::HEXLOWER.encode(owner))
}
