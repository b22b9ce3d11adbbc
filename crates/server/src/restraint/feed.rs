use jiff::Timestamp;
use store::StoreError;

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

    /// States the payments of all the lender's rails complete up to an instant.
    pub(super) async fn advance_feeds(
        &self,
        lender: &LenderContext,
        to: Timestamp,
    ) -> Result<(), StoreError> {
        for rail in self.store.rails(lender.id).await? {
            if rail.scheme != SANDBOX_SCHEME {
                self.store.advance_feed(lender.id, &rail.rail, to).await?;
            }
        }
        Ok(())
    }
}
