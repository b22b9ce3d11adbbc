use ident::PaymentId;
use jiff::Timestamp;
use store::News;
use store::rows::{FeedWord, RawEventRow};

use super::rails::{Rail, Scheme};
use super::{IngestError, Notification, generic, ingest, stripe};
use crate::{App, LenderContext};

/// What became of a kept webhook request.
#[derive(Debug)]
pub(super) enum Done {
    /// A notification that was taken, with what became of it and of which payment.
    Taken(&'static str, PaymentId),
    /// It says nothing about money of a contract.
    Ignored,
    /// Other content under the id of this payment.
    Conflict(PaymentId),
    /// It can't be a payment; why.
    Refused(String),
    /// It can't be worked on now.
    Later,
}

/// Makes the one effect of a webhook request whose signature was good. Safe to call again for the same request.
pub(super) async fn work(
    app: &App,
    lender: &LenderContext,
    rail: &Rail,
    event: &RawEventRow,
    signed_at: Timestamp,
) -> Done {
    match try_work(app, lender, rail, event, signed_at).await {
        Ok(done) => done,
        Err(error) => {
            tracing::error!(event = %event.id, rail = %rail.name, %error, "a payment webhook has to wait");
            Done::Later
        }
    }
}

async fn try_work(
    app: &App,
    lender: &LenderContext,
    rail: &Rail,
    event: &RawEventRow,
    signed_at: Timestamp,
) -> Result<Done, IngestError> {
    let mut happened_at = signed_at;
    let taken = match read(lender, rail, &event.body) {
        Ok(Some(notification)) => {
            happened_at = notification.occurred_at.unwrap_or(signed_at);
            let outcome = ingest(app, lender, notification, Some(event.id)).await;
            outcome.map(|outcome| Done::Taken(outcome.as_str(), outcome.payment().id))
        }
        Ok(None) => Ok(Done::Ignored),
        Err(error) => Err(error),
    };
    let done = match taken {
        Err(IngestError::Invalid { field, detail }) => Done::Refused(format!("{field}: {detail}")),
        Err(IngestError::Conflict(known)) => Done::Conflict(known.id),
        taken => taken?,
    };
    match &done {
        Done::Ignored => drop(app.store.finish_raw_event(event.id, "ignored").await?),
        Done::Refused(_) => drop(app.store.finish_raw_event(event.id, "refused").await?),
        // Kept together with what they did.
        Done::Taken(..) | Done::Conflict(_) | Done::Later => {}
    }
    feed_is_alive(app, lender, rail, happened_at).await?;
    Ok(done)
}

fn read(lender: &LenderContext, rail: &Rail, body: &[u8]) -> Result<Option<Notification>, IngestError> {
    match rail.scheme {
        Scheme::Generic | Scheme::Sandbox => generic::parse(&rail.name, body).map(Some),
        Scheme::Stripe => stripe::parse(&rail.name, body, lender.is_test()),
    }
}

/// The rail's feed reached us at least up to this event (invariant I9), which is said only after its effect is
/// kept. A test lender lives by its own clock.
async fn feed_is_alive(
    app: &App,
    lender: &LenderContext,
    rail: &Rail,
    happened_at: Timestamp,
) -> Result<(), IngestError> {
    let now = app.now_for(lender).await?;
    let to = if lender.is_test() { now } else { happened_at.min(now) };
    app.store.advance_feed(lender.id, &rail.name, (FeedWord::Heard, to), News::default()).await?;
    Ok(())
}
