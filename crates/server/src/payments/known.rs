use data_encoding::HEXLOWER;
use ident::RawEventId;
use serde_json::json;
use store::rows::PaymentRow;
use store::{CommitError, SuspenseCommit};

use super::content::{self, Sameness};
use super::rows::{CONFLICT, Incoming, SUSPENSE};
use super::{IngestError, Notification, Outcome, matching, reference, suspense, value_date};
use crate::{App, LenderContext};

/// A notification whose rail and id are known.
pub(super) async fn again(
    app: &App,
    lender: &LenderContext,
    known: PaymentRow,
    notification: &Notification,
    raw: Option<RawEventId>,
) -> Result<Outcome, IngestError> {
    match content::compare(&known, notification) {
        Sameness::Same => {}
        Sameness::NamesTarget => {
            let named = reference::contract(app, lender, &notification.target).await?;
            match named {
                Some(contract) if known.status == SUSPENSE => {
                    match matching::apply(app, lender, &known, contract, raw).await {
                        // It can't be applied there, or somebody matched it meanwhile: it stays as it is.
                        Err(error) if !error.is_temporary() => {}
                        matched => return matched.map(Outcome::Applied),
                    }
                }
                // It was matched to another contract than is named now.
                Some(_) if known.contract.is_some() && known.contract != named => {
                    return Err(conflict(app, lender, known, notification, raw).await?);
                }
                _ => {}
            }
        }
        Sameness::Other => return Err(conflict(app, lender, known, notification, raw).await?),
    }
    finish(app, raw, "duplicate").await?;
    Ok(Outcome::Duplicate(known))
}

/// Other content under a known id has no effect (invariant I7). One that a rail has signed is kept beside the
/// known payment, in no account, and told to the lender.
async fn conflict(
    app: &App,
    lender: &LenderContext,
    known: PaymentRow,
    notification: &Notification,
    raw: Option<RawEventId>,
) -> Result<IngestError, IngestError> {
    let Some(raw) = raw else { return Ok(IngestError::Conflict(Box::new(known))) };
    let now = app.now_for(lender).await?;
    let value_on = value_date::value_on(lender, notification, now);
    let incoming = Incoming { id: app.new_id(), notification, value_on, received_at: now };
    let mut row = incoming.row(lender, CONFLICT);
    let [a, b, c, d, ..] = row.digest;
    row.external_id = format!("{}#{}", known.external_id, HEXLOWER.encode(&[a, b, c, d]));
    row.reference = Some(known.external_id.clone());
    let data = json!({
        "payment": known.id,
        "conflicting": row.id,
        "amount": notification.money,
        "rail": notification.rail,
        "external_id": known.external_id,
    });
    let mut commit = SuspenseCommit::of(row);
    commit.raw_event_done = Some((raw, CONFLICT.to_owned()));
    commit.events = vec![suspense::event(app, lender, "payment.conflict", &data, now)];
    match suspense::keep(app, lender, commit).await {
        Err(CommitError::PaymentExists(_)) => finish(app, Some(raw), CONFLICT).await?,
        kept => kept?,
    }
    Ok(IngestError::Conflict(Box::new(known)))
}

/// Notes what became of the webhook request, where no commit does.
pub(super) async fn finish(app: &App, raw: Option<RawEventId>, outcome: &str) -> Result<(), IngestError> {
    if let Some(raw) = raw {
        app.store.finish_raw_event(raw, outcome).await?;
    }
    Ok(())
}
