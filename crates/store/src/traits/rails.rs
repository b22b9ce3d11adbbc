use async_trait::async_trait;
use ident::LenderId;
use jiff::Timestamp;

use crate::rows::{FeedWord, RailRow};
use crate::{News, StoreError};

/// The ways money comes in.
#[async_trait]
pub trait RailStore {
    /// Writes a rail. Of an existing one `feed_reconciled_to` and `feed_heard_to` never go back.
    async fn put_rail(&self, rail: RailRow) -> Result<(), StoreError>;

    /// A lender's rails by name.
    async fn rails(&self, lender: LenderId) -> Result<Vec<RailRow>, StoreError>;

    /// One of a lender's rails.
    async fn rail(&self, lender: LenderId, rail: &str) -> Result<Option<RailRow>, StoreError>;

    /// By somebody's word the feed is complete up to `to`; an earlier time changes nothing. `false` if there is no
    /// such rail, and then nothing is told.
    async fn advance_feed(
        &self,
        lender: LenderId,
        rail: &str,
        (word, to): (FeedWord, Timestamp),
        news: News,
    ) -> Result<bool, StoreError>;
}
