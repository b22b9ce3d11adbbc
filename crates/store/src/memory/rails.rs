use async_trait::async_trait;
use ident::LenderId;
use jiff::Timestamp;

use super::{MemoryStore, commit};
use crate::rows::{FeedWord, RailRow};
use crate::traits::RailStore;
use crate::{News, StoreError, check};

#[async_trait]
impl RailStore for MemoryStore {
    async fn put_rail(&self, mut rail: RailRow) -> Result<(), StoreError> {
        let mut state = self.open()?;
        let key = (rail.lender, rail.rail.clone());
        if let Some(stored) = state.rails.get(&key) {
            rail.feed_reconciled_to = rail.feed_reconciled_to.max(stored.feed_reconciled_to);
            rail.feed_heard_to = rail.feed_heard_to.max(stored.feed_heard_to);
        }
        state.rails.insert(key, rail);
        Ok(())
    }

    async fn rails(&self, lender: LenderId) -> Result<Vec<RailRow>, StoreError> {
        let state = self.open()?;
        Ok(state.rails.values().filter(|row| row.lender == lender).cloned().collect())
    }

    async fn rail(&self, lender: LenderId, rail: &str) -> Result<Option<RailRow>, StoreError> {
        Ok(self.open()?.rails.get(&(lender, rail.to_owned())).cloned())
    }

    async fn advance_feed(
        &self,
        lender: LenderId,
        rail: &str,
        (word, to): (FeedWord, Timestamp),
        news: News,
    ) -> Result<bool, StoreError> {
        check::news(&news, lender)?;
        let mut state = self.open()?;
        let key = (lender, rail.to_owned());
        if !state.rails.contains_key(&key) {
            return Ok(false);
        }
        commit::tell(&mut state, lender, news)?;
        let Some(row) = state.rails.get_mut(&key) else { return Ok(false) };
        let known = match word {
            FeedWord::Heard => &mut row.feed_heard_to,
            FeedWord::Stated => &mut row.feed_reconciled_to,
        };
        *known = (*known).max(Some(to));
        Ok(true)
    }
}
