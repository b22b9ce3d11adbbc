use async_trait::async_trait;
use ident::LenderId;
use jiff::Timestamp;

use crate::rows::RolloutRow;
use crate::{News, StoreError};

/// How far policy packs have come. Places and outcomes come with commits.
#[async_trait]
pub trait RolloutStore {
    /// One rollout; `None` before the first restriction under the pack.
    async fn rollout(&self, lender: LenderId, pack: &[u8; 32]) -> Result<Option<RolloutRow>, StoreError>;

    /// All of a lender's, by pack.
    async fn rollouts(&self, lender: LenderId) -> Result<Vec<RolloutRow>, StoreError>;

    /// Stops a rollout; the first time stays. `false` if there is none or it has stopped, and then nothing is told.
    async fn stop_rollout(
        &self,
        lender: LenderId,
        pack: &[u8; 32],
        at: Timestamp,
        news: News,
    ) -> Result<bool, StoreError>;

    /// Lets a stopped rollout go on as if it had run since `since`, with its counts of outcomes at zero. `false` if
    /// it has not stopped, and then nothing is told.
    async fn resume_rollout(
        &self,
        lender: LenderId,
        pack: &[u8; 32],
        since: Timestamp,
        news: News,
    ) -> Result<bool, StoreError>;
}
