use jiff::SignedDuration;
use store::StoreError;
use store::rows::RawEventRow;

use super::work::{self, Done};
use super::{early, rails};
use crate::App;

/// A younger request is still being worked on.
const MIN_AGE: SignedDuration = SignedDuration::from_secs(30);
/// Requests of one sweep.
const LIMIT: u32 = 1000;

/// Finishes what a crash or a busy store left undone: webhook requests that were kept without an effect, and
/// reversals that wait for a payment that is there. Each has its effect once, however often this is called. How
/// many were finished.
///
/// # Errors
/// When the store can't be read. One request that fails does not keep the others from their turn.
pub async fn sweep(app: &App) -> Result<u32, StoreError> {
    let older_than = app.wall_now().saturating_sub(MIN_AGE).unwrap_or(jiff::Timestamp::MIN);
    let mut finished = 0;
    for event in app.store.unfinished_raw_events(older_than, LIMIT).await? {
        match again(app, &event).await {
            Ok(done) => finished += u32::from(done),
            Err(error) => {
                tracing::error!(event = %event.id, lender = %event.lender, %error, "a webhook waits on");
            }
        }
    }
    for row in app.store.lenders().await? {
        let Some(lender) = app.lender(row.id).await? else { continue };
        for reversal in early::waiting(app, &lender).await? {
            let of = reversal.reference.as_deref().unwrap_or_default();
            if let Some(payment) = app.store.payment(lender.id, &reversal.rail, of).await? {
                early::settle(app, &lender, &payment).await;
            }
        }
    }
    Ok(finished)
}

/// The signature was checked before the request was kept.
async fn again(app: &App, event: &RawEventRow) -> Result<bool, StoreError> {
    let lender = app.lender(event.lender).await?;
    let Some(lender) = lender else { return Ok(false) };
    let Some(rail) = rails::open(app, &lender, &event.rail).await? else { return Ok(false) };
    let done = work::work(app, &lender, &rail, event, event.received_at).await;
    Ok(!matches!(done, Done::Later))
}
