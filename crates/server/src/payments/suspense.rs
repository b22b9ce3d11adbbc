use ident::RawEventId;
use jiff::Timestamp;
use loan::ledger::{self, Posting};
use serde_json::{Value, json};
use store::rows::EventRow;
use store::{CommitError, PaymentMove, SuspenseCommit};

use super::rows::{Incoming, SUSPENSE};
use super::{IngestError, Kind, Outcome, Reason};
use crate::{App, LenderContext, persist};

/// Keeps money apart that can't be placed: posted to the suspense account, told to the lender, never refused and
/// never converted.
pub(super) async fn suspend(
    app: &App,
    lender: &LenderContext,
    incoming: &Incoming<'_>,
    reason: Reason,
    moves: Vec<PaymentMove>,
    raw: Option<RawEventId>,
) -> Result<Outcome, IngestError> {
    let row = incoming.row(lender, SUSPENSE);
    let data = json!({
        "payment": row.id,
        "kind": row.kind,
        "amount": incoming.notification.money,
        "rail": row.rail,
        "external_id": row.external_id,
        "reference": row.reference,
        "reason": reason.as_str(),
    });
    let mut commit = SuspenseCommit::of(row.clone());
    commit.payment_status = moves;
    commit.postings = held(incoming)
        .map(|it| persist::posting_row(lender, 1, &it, incoming.received_at))
        .into_iter()
        .collect();
    commit.events = vec![event(app, lender, "payment.suspended", &data, incoming.received_at)];
    commit.raw_event_done = raw.map(|raw| (raw, SUSPENSE.to_owned()));
    keep(app, lender, commit).await?;
    Ok(Outcome::Suspended(row, reason))
}

/// Money that came waits in the suspense account; money that went back is missing there.
pub(super) fn held(incoming: &Incoming<'_>) -> Option<Posting> {
    let held = ledger::suspense(incoming.notification.money, incoming.id, incoming.value_on)?;
    Some(match incoming.notification.kind {
        Kind::Payment => held,
        Kind::Reversal { .. } => held.contra(incoming.value_on),
    })
}

/// An event that concerns no contract yet.
pub(super) fn event(app: &App, lender: &LenderContext, kind: &str, data: &Value, at: Timestamp) -> EventRow {
    let id = app.new_id();
    EventRow {
        id,
        contract: None,
        lender: lender.id,
        seq: 0,
        at,
        kind: kind.to_owned(),
        data: data.to_string(),
    }
}

/// Commits what belongs to no contract and tells the lender's endpoints.
pub(super) async fn keep(
    app: &App,
    lender: &LenderContext,
    mut commit: SuspenseCommit,
) -> Result<(), CommitError> {
    commit.outbox = persist::webhooks(app, lender, &commit.events);
    let has_messages = !commit.outbox.is_empty();
    app.store.commit_suspense(commit).await?;
    if has_messages {
        app.outbox_hint.notify_waiters();
    }
    Ok(())
}
