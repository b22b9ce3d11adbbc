use async_trait::async_trait;
use ident::LenderId;
use jiff::Timestamp;

use crate::StoreError;
use crate::rows::{Begin, IdempotencyBegin, IdempotencyDone};

/// Requests that may come twice and must work once.
#[async_trait]
pub trait IdempotencyStore {
    /// Takes the key for this request, or tells why not.
    async fn begin_idempotency(&self, begin: IdempotencyBegin) -> Result<Begin, StoreError>;

    /// Keeps an answer that no commit carries; `false` if the try does not hold the key any more.
    async fn finish_idempotency(&self, done: IdempotencyDone) -> Result<bool, StoreError>;

    /// Frees the key of a try that changed nothing, so that it may be tried again; `false` if that try does
    /// not hold it.
    async fn forget_idempotency(
        &self,
        lender: LenderId,
        key: &str,
        begun_at: Timestamp,
    ) -> Result<bool, StoreError>;

    /// Removes all requests begun before this; how many.
    async fn purge_idempotency(&self, begun_before: Timestamp) -> Result<u64, StoreError>;
}
