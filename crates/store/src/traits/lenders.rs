use async_trait::async_trait;
use ident::{EndpointId, LenderId};

use crate::StoreError;
use crate::rows::{EndpointRow, LenderRow};

/// Lenders and where they want to hear of events.
#[async_trait]
pub trait LenderStore {
    /// Writes a lender whose version is one above the stored one (1 for a new lender).
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if it is not.
    async fn put_lender(&self, lender: LenderRow) -> Result<(), StoreError>;

    /// One lender.
    async fn lender(&self, id: LenderId) -> Result<Option<LenderRow>, StoreError>;

    /// All lenders by ascending id.
    async fn lenders(&self) -> Result<Vec<LenderRow>, StoreError>;

    /// Writes a webhook endpoint.
    async fn put_endpoint(&self, endpoint: EndpointRow) -> Result<(), StoreError>;

    /// A lender's webhook endpoints by ascending id, disabled ones too.
    async fn endpoints(&self, lender: LenderId) -> Result<Vec<EndpointRow>, StoreError>;

    /// One of a lender's webhook endpoints.
    async fn endpoint(&self, lender: LenderId, id: EndpointId) -> Result<Option<EndpointRow>, StoreError>;
}
