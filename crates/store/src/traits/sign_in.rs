use async_trait::async_trait;
use ident::{ApiKeyId, LenderId};
use jiff::Timestamp;

use crate::StoreError;
use crate::rows::{ApiKeyRow, OperatorRow};

/// API keys and operators.
#[async_trait]
pub trait SignInStore {
    /// Adds an API key.
    ///
    /// # Errors
    /// [`StoreError::Duplicate`] if its id or hash exists.
    async fn put_api_key(&self, key: ApiKeyRow) -> Result<(), StoreError>;

    /// The key with this hash, also if expired or revoked: the caller decides.
    async fn api_key_by_hash(&self, hash: &[u8; 32]) -> Result<Option<ApiKeyRow>, StoreError>;

    /// A lender's keys by ascending id.
    async fn api_keys(&self, lender: LenderId) -> Result<Vec<ApiKeyRow>, StoreError>;

    /// Withdraws a lender's key. The first time stays; `false` if the lender has no such key.
    async fn revoke_api_key(&self, lender: LenderId, id: ApiKeyId, at: Timestamp)
    -> Result<bool, StoreError>;

    /// Writes an operator.
    ///
    /// # Errors
    /// [`StoreError::Duplicate`] if another operator has the name.
    async fn put_operator(&self, operator: OperatorRow) -> Result<(), StoreError>;

    /// The operator who signs in with this name, also if disabled.
    async fn operator_by_name(&self, name: &str) -> Result<Option<OperatorRow>, StoreError>;

    /// All operators by ascending id.
    async fn operators(&self) -> Result<Vec<OperatorRow>, StoreError>;
}
