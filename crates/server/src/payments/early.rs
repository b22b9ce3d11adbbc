//! Reversals that come before their payments (rails keep no order).
//!
//! Such a reversal waits, booked against suspense, because its money has left the rail. Its payment then never
//! counts: it is recorded as reversed at once, and the two cancel out in suspense. When both come at the same
//! moment, each is written before it looks for the other, so at least one of them finds its counterpart; what a
//! crash leaves undone, the sweep does.

use ident::RawEventId;
use loan::ledger;
use serde_json::json;
use servicing::{Command, Decision};
use store::rows::{EventRow, PaymentFilter, PaymentRow};
use store::{Commit, Page, PaymentMove, StoreError, SuspenseCommit};

use super::rows::{APPLIED, Incoming, REVERSED, WAITING};
use super::{IngestError, Kind, Outcome, matching, suspense};
use crate::{App, LenderContext, persist};

/// Waiting reversals are rare; they are read in pages of this size.
const PAGE: u32 = 200;

/// All reversals of a lender that wait for their payments.
pub(super) async fn waiting(app: &App, lender: &LenderContext) -> Result<Vec<PaymentRow>, StoreError> {
    let filter = PaymentFilter { contract: None, status: Some(WAITING.to_owned()) };
    let mut found: Vec<PaymentRow> = Vec::new();
    loop {
        let page = Page { after: found.last().map(|row| row.id), limit: PAGE };
        let rows = app.store.payments(lender.id, filter.clone(), page).await?;
        if rows.is_empty() {
            return Ok(found);
        }
        found.extend(rows);
    }
}

/// The reversal that waits for this payment.
pub(super) async fn waiting_for(
    app: &App,
    lender: &LenderContext,
    rail: &str,
    external_id: &str,
) -> Result<Option<PaymentRow>, StoreError> {
    let mut rows = waiting(app, lender).await?.into_iter();
    Ok(rows.find(|row| row.rail == rail && row.reference.as_deref() == Some(external_id)))
}

/// Keeps a reversal until its payment comes.
pub(super) async fn wait(
    app: &App,
    lender: &LenderContext,
    incoming: &Incoming<'_>,
    raw: Option<RawEventId>,
) -> Result<Outcome, IngestError> {
    let row = incoming.row(lender, WAITING);
    let data = json!({
        "payment": row.id,
        "amount": incoming.notification.money,
        "rail": row.rail,
        "external_id": row.external_id,
        "reverses": row.reference,
    });
    let event = suspense::event(app, lender, "payment.reversal_waiting", &data, incoming.received_at);
    let commit = booked(lender, incoming, &row, event, raw);
    suspense::keep(app, lender, commit).await?;
    let of = row.reference.clone().unwrap_or_default();
    if let Some(payment) = app.store.payment(lender.id, &row.rail, &of).await? {
        settle(app, lender, &payment).await;
    }
    Ok(Outcome::Waiting(row))
}

/// Records a payment whose reversal waits for it: neither counts for the contract.
pub(super) async fn never_counted(
    app: &App,
    lender: &LenderContext,
    incoming: &Incoming<'_>,
    reversal: &PaymentRow,
    raw: Option<RawEventId>,
) -> Result<Outcome, IngestError> {
    let row = incoming.row(lender, REVERSED);
    let data = json!({
        "payment": row.id,
        "amount": incoming.notification.money,
        "rail": row.rail,
        "external_id": row.external_id,
        "reference": row.reference,
        "reversal": reversal.id,
    });
    let event = suspense::event(app, lender, "payment.reversed_early", &data, incoming.received_at);
    let mut commit = booked(lender, incoming, &row, event, raw);
    let (from, to) = (WAITING.to_owned(), APPLIED.to_owned());
    commit.payment_status = vec![PaymentMove { id: reversal.id, from, to, contract: None }];
    suspense::keep(app, lender, commit).await?;
    Ok(Outcome::ReversedEarly(row))
}

/// What both have in common: booked against suspense, told of, and the request done with the row's status.
fn booked(
    lender: &LenderContext,
    incoming: &Incoming<'_>,
    row: &PaymentRow,
    event: EventRow,
    raw: Option<RawEventId>,
) -> SuspenseCommit {
    let posting =
        suspense::held(incoming).map(|held| persist::posting_row(lender, 1, &held, incoming.received_at));
    SuspenseCommit {
        postings: posting.into_iter().collect(),
        events: vec![event],
        raw_event_done: raw.map(|raw| (raw, row.status.clone())),
        ..SuspenseCommit::of(row.clone())
    }
}

/// Looks once more for the reversal of a payment that was just applied. A failure is not the payment's: the
/// sweep tries again.
pub(super) async fn settle(app: &App, lender: &LenderContext, payment: &PaymentRow) {
    if let Err(error) = try_settle(app, lender, payment).await {
        tracing::warn!(payment = %payment.id, %error, "a waiting reversal could not be settled yet");
    }
}

async fn try_settle(app: &App, lender: &LenderContext, payment: &PaymentRow) -> Result<(), IngestError> {
    let Some(contract) = payment.contract.filter(|_| is_applied(payment)) else { return Ok(()) };
    let Some(reversal) = waiting_for(app, lender, &payment.rail, &payment.external_id).await? else {
        return Ok(());
    };
    if (reversal.minor, &reversal.currency) != (payment.minor, &payment.currency) {
        return Ok(());
    }
    let now = app.now_for(lender).await?;
    // Its money was booked against suspense when it began to wait; now it goes by the contract's books.
    let released = ledger::suspense(
        matching::money(&reversal)?,
        reversal.id,
        persist::day_from_epoch(reversal.value_on),
    );
    let amend = |decision: &Decision, commit: &mut Commit| {
        let moved = |id, from: &str, to: &str| PaymentMove {
            id,
            from: from.to_owned(),
            to: to.to_owned(),
            contract: Some(contract),
        };
        commit.payment_status.push(moved(payment.id, APPLIED, REVERSED));
        commit.payment_status.push(moved(reversal.id, WAITING, APPLIED));
        released.iter().for_each(|posting| matching::add_posting(lender, decision, commit, posting, now));
    };
    app.execute(lender, contract, Command::Reverse { transaction: payment.id.into() }, &amend).await?;
    Ok(())
}

fn is_applied(payment: &PaymentRow) -> bool {
    payment.status == APPLIED && payment.kind == Kind::Payment.as_str()
}
