use ident::{ContractId, PaymentId, RawEventId};
use loan::{AccountError, ledger};
use serde_json::json;
use servicing::{Command, Decision, Refusal};
use store::rows::PaymentRow;
use store::{Commit, CommitError, PaymentMove, SuspenseCommit};

use super::rows::{APPLIED, CONFLICT, Incoming, REVERSED, SUSPENSE};
use super::{
    IngestError, Kind, Notification, Outcome, Reason, early, ingest, known, matching, payment, suspense,
};
use crate::{App, ExecuteError, LenderContext, persist};

/// How often the payment is read anew because its status changed meanwhile.
const MAX_TRIES: u32 = 4;

/// Takes a payment back on the lender's word, as if its rail had said so. A payment is taken back once,
/// whoever says so first.
///
/// # Errors
/// [`IngestError::NoSuchPayment`]; else as [`ingest`].
pub async fn reverse_payment(
    app: &App,
    lender: &LenderContext,
    payment: PaymentId,
) -> Result<Outcome, IngestError> {
    let row = app.store.payment_by_id(lender.id, payment).await?;
    let row = row.filter(|row| row.kind == Kind::Payment.as_str()).ok_or(IngestError::NoSuchPayment)?;
    let name = format!("reversal:{}", row.id);
    let notification = Notification::reversal(&row.rail, &name, matching::money(&row)?, &row.external_id);
    ingest(app, lender, notification, None).await
}

/// A reversal that is not known yet.
pub(super) async fn take(
    app: &App,
    lender: &LenderContext,
    incoming: &Incoming<'_>,
    of: &str,
    raw: Option<RawEventId>,
) -> Result<Outcome, IngestError> {
    for _ in 0..MAX_TRIES {
        let original = app.store.payment(lender.id, &incoming.notification.rail, of).await?;
        let Some(original) = original else { return early::wait(app, lender, incoming, raw).await };
        match take_back(app, lender, incoming, &original, raw).await {
            Err(IngestError::Execute(ExecuteError::Commit(CommitError::PaymentMoved(_)))) => {}
            done => return done,
        }
    }
    Err(ExecuteError::Busy.into())
}

async fn take_back(
    app: &App,
    lender: &LenderContext,
    incoming: &Incoming<'_>,
    original: &PaymentRow,
    raw: Option<RawEventId>,
) -> Result<Outcome, IngestError> {
    if original.kind != Kind::Payment.as_str() || original.status == CONFLICT {
        let detail = "this names no payment that counted, so there is nothing to take back".to_owned();
        return Err(IngestError::Invalid { field: "reverses", detail });
    }
    let money = incoming.notification.money;
    let is_whole = (original.minor, original.currency.as_str()) == (money.minor(), money.currency().code());
    match (original.status.as_str(), original.contract) {
        (REVERSED, _) => {
            // A rail may tell twice, as refund and as dispute; the money goes back once.
            known::finish(app, raw, "duplicate").await?;
            Ok(Outcome::Duplicate(original.clone()))
        }
        _ if !is_whole => {
            suspense::suspend(app, lender, incoming, Reason::PartialReversal, Vec::new(), raw).await
        }
        (SUSPENSE, _) => out_of_suspense(app, lender, incoming, original, raw).await,
        (_, Some(contract)) => out_of_contract(app, lender, incoming, original, contract, raw).await,
        (_, None) => Err(ExecuteError::Busy.into()),
    }
}

/// The contract forgets the payment; whether a restriction follows is decided at its next wake, not here.
async fn out_of_contract(
    app: &App,
    lender: &LenderContext,
    incoming: &Incoming<'_>,
    original: &PaymentRow,
    contract: ContractId,
    raw: Option<RawEventId>,
) -> Result<Outcome, IngestError> {
    let row = PaymentRow { contract: Some(contract), ..incoming.row(lender, APPLIED) };
    let amend = |_: &Decision, commit: &mut Commit| {
        commit.payment = Some(row.clone());
        commit.payment_status.push(reversed(original, APPLIED));
        commit.raw_event_done = raw.map(|raw| (raw, APPLIED.to_owned()));
    };
    let command = Command::Reverse { transaction: original.id.into() };
    match app.execute(lender, contract, command, &amend).await {
        Ok(_) => Ok(Outcome::Applied(row)),
        // Reversed since it was read: it is read again.
        Err(ExecuteError::Refused(Refusal::Account(AccountError::AlreadyReversed(_)))) => {
            Err(CommitError::PaymentMoved(original.id).into())
        }
        Err(error) => match payment::unplaceable(&error) {
            Some(reason) => suspense::suspend(app, lender, incoming, reason, Vec::new(), raw).await,
            None => Err(error.into()),
        },
    }
}

/// The payment never left suspense: the mirror of its posting, and both are done.
async fn out_of_suspense(
    app: &App,
    lender: &LenderContext,
    incoming: &Incoming<'_>,
    original: &PaymentRow,
    raw: Option<RawEventId>,
) -> Result<Outcome, IngestError> {
    let row = incoming.row(lender, APPLIED);
    let data = json!({
        "payment": original.id,
        "reversal": row.id,
        "amount": incoming.notification.money,
        "rail": row.rail,
    });
    let undone = ledger::suspense(incoming.notification.money, row.id, incoming.value_on)
        .map(|posting| posting.contra(incoming.value_on));
    let mut commit = SuspenseCommit::of(row.clone());
    commit.postings =
        undone.map(|it| persist::posting_row(lender, 1, &it, incoming.received_at)).into_iter().collect();
    commit.payment_status = vec![reversed(original, SUSPENSE)];
    commit.events = vec![suspense::event(app, lender, "payment.reversed", &data, incoming.received_at)];
    commit.raw_event_done = raw.map(|raw| (raw, APPLIED.to_owned()));
    suspense::keep(app, lender, commit).await?;
    Ok(Outcome::Applied(row))
}

fn reversed(original: &PaymentRow, from: &str) -> PaymentMove {
    PaymentMove { id: original.id, from: from.to_owned(), to: REVERSED.to_owned(), contract: None }
}
