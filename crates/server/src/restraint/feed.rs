use ident::ApiKeyId;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use store::rows::{FeedWord, RailRow};
use store::{News, StoreError};

use crate::payments::SANDBOX_SCHEME;
use crate::{App, LenderContext};

impl App {
    /// The last instant up to which people can state payments complete: nobody knows those to come, nor what a
    /// webhook says that was received and not worked on.
    pub(crate) async fn latest_watermark(
        &self,
        lender: &LenderContext,
        now: Timestamp,
    ) -> Result<Timestamp, StoreError> {
        let unfinished = self.store.oldest_unfinished_raw_event(lender.id).await?;
        // Webhooks come by the world's clock, of which a test lender knows nothing.
        let unfinished = unfinished.filter(|_| !lender.is_test());
        Ok(unfinished.map_or(now, |at| at.min(now)))
    }

    /// States the payments of all the lender's rails complete up to an instant, by the word of two people.
    pub(super) async fn advance_feeds(
        &self,
        lender: &LenderContext,
        to: Timestamp,
    ) -> Result<(), StoreError> {
        for rail in self.store.rails(lender.id).await? {
            if rail.scheme != SANDBOX_SCHEME {
                let heard = (FeedWord::Heard, to);
                self.store.advance_feed(lender.id, &rail.rail, heard, News::default()).await?;
            }
        }
        Ok(())
    }

    /// One key states a rail's payments complete up to an instant; on record with the key's name.
    pub(crate) async fn state_feed(
        &self,
        lender: &LenderContext,
        rail: &str,
        to: Timestamp,
        key: ApiKeyId,
    ) -> Result<(), StoreError> {
        let now = self.now_for(lender).await?;
        let data = json!({ "rail": rail, "up_to": to, "api_key": key });
        let news = self.news(lender, "feed.reconciled", &data, now);
        self.store.advance_feed(lender.id, rail, (FeedWord::Stated, to), news).await?;
        self.outbox_hint.notify_waiters();
        tracing::info!(lender = %lender.id, rail, %to, %key, "a rail's feed is stated complete");
        Ok(())
    }
}

/// Beyond what the rail itself was heard to, one key is believed for so long: a rail may be quiet for a week, and
/// whoever has the key of a rail that broke can't lock those who have paid.
const QUIET: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Up to when a rail's payments are known (invariant I9). A rail that was never heard has nobody's word but its
/// owner's.
pub(crate) fn known_to(rail: &RailRow) -> Option<Timestamp> {
    match (rail.feed_heard_to, rail.feed_reconciled_to) {
        (Some(heard), Some(stated)) => {
            let most = heard.checked_add(QUIET).unwrap_or(Timestamp::MAX);
            Some(heard.max(stated.min(most)))
        }
        (heard, stated) => heard.or(stated),
    }
}

#[cfg(test)]
mod tests {
    use ident::LenderId;
    use store::Hidden;

    use super::*;

    fn known(heard: Option<i64>, stated: Option<i64>) -> Option<i64> {
        let at = |day: i64| Timestamp::from_second(1_800_000_000 + day * 86_400).unwrap();
        let rail = RailRow {
            lender: LenderId::from_bytes([1; 16]),
            rail: "bank".to_owned(),
            scheme: "generic".to_owned(),
            secrets: Hidden(Vec::new()),
            feed_heard_to: heard.map(at),
            feed_reconciled_to: stated.map(at),
        };
        known_to(&rail).map(|known| at(0).duration_until(known).as_hours() / 24)
    }

    #[test]
    fn one_key_carries_a_silent_rail_a_week_and_no_further() {
        assert_eq!(known(None, None), None);
        assert_eq!(known(Some(3), None), Some(3));
        assert_eq!(known(None, Some(30)), Some(30), "nothing else is known of it");
        assert_eq!(known(Some(3), Some(1)), Some(3));
        assert_eq!(known(Some(3), Some(9)), Some(9));
        assert_eq!(known(Some(3), Some(10)), Some(10));
        assert_eq!(known(Some(3), Some(300)), Some(10));
    }
}
