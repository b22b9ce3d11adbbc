use ident::RawEventId;

use super::rows::Incoming;
use super::{IngestError, Kind, Notification, Outcome, known, payment, reversal, value_date};
use crate::{App, ExecuteError, LenderContext, label};
use store::CommitError;

/// The longest name a rail may give a payment.
const MAX_EXTERNAL_ID: usize = 200;

/// Takes one notification of a rail or of a lender, exactly once (invariant I7).
///
/// - New and placeable: the contract changes, and in the same commit the order that lifts a restriction
///   (invariant I3), the payment and the outcome of `raw` are kept.
/// - New and not placeable: suspense, with its posting.
/// - Known: [`Outcome::Duplicate`] for the same content, [`IngestError::Conflict`] for other content. A conflict
///   that came by webhook is kept for people to see.
///
/// # Errors
/// [`IngestError`]; no money was moved then. [`IngestError::is_temporary`] tells whether to try again.
pub async fn ingest(
    app: &App,
    lender: &LenderContext,
    notification: Notification,
    raw: Option<RawEventId>,
) -> Result<Outcome, IngestError> {
    let outcome = take(app, lender, &notification, raw).await;
    let word = match &outcome {
        Ok(outcome) => outcome.as_str(),
        Err(IngestError::Invalid { .. }) => "refused",
        Err(IngestError::Conflict(_)) => "conflict",
        Err(_) => "failed",
    };
    app.metrics.payments.get_or_create(&label(word)).inc();
    let payment = outcome.as_ref().ok().map(|outcome| tracing::field::display(outcome.payment().id));
    tracing::info!(lender = %lender.id, rail = %notification.rail, payment, outcome = word, "payment");
    outcome
}

async fn take(
    app: &App,
    lender: &LenderContext,
    notification: &Notification,
    raw: Option<RawEventId>,
) -> Result<Outcome, IngestError> {
    check(notification)?;
    let stored = app.store.payment(lender.id, &notification.rail, &notification.external_id).await?;
    if let Some(stored) = stored {
        return known::again(app, lender, stored, notification, raw).await;
    }
    let now = app.now_for(lender).await?;
    let incoming = Incoming {
        id: app.new_id(),
        notification,
        value_on: value_date::value_on(lender, notification, now),
        received_at: now,
    };
    let taken = match &notification.kind {
        Kind::Payment => payment::take(app, lender, &incoming, raw).await,
        Kind::Reversal { of } => reversal::take(app, lender, &incoming, of, raw).await,
    };
    match taken {
        // Another copy of the same notification was faster.
        Err(IngestError::Execute(ExecuteError::Commit(CommitError::PaymentExists(stored)))) => {
            known::again(app, lender, *stored, notification, raw).await
        }
        taken => taken,
    }
}

/// What can't be a payment at all.
fn check(notification: &Notification) -> Result<(), IngestError> {
    let invalid = |field, detail: &str| Err(IngestError::Invalid { field, detail: detail.to_owned() });
    let named =
        |id: &str| (1..=MAX_EXTERNAL_ID).contains(&id.chars().count()) && !id.chars().any(char::is_control);
    if !named(&notification.external_id) {
        return invalid("external_id", "use 1 to 200 characters without control characters");
    }
    if !notification.money.is_positive() {
        return invalid("amount", "an amount is above zero");
    }
    match &notification.kind {
        Kind::Reversal { of } if !named(of) => {
            invalid("reverses", "use the 1 to 200 characters that name the payment")
        }
        Kind::Reversal { of } if *of == notification.external_id => {
            invalid("reverses", "a reversal has another id than its payment")
        }
        _ => Ok(()),
    }
}
