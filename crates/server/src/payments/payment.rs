use ident::{ContractId, RawEventId};
use servicing::{Command, Decision, IncomingPayment, Refusal};
use store::rows::PaymentRow;
use store::{Commit, PaymentMove};

use super::rows::{APPLIED, Incoming, SUSPENSE, WAITING};
use super::{IngestError, Outcome, Reason, early, reference, suspense};
use crate::{App, ExecuteError, LenderContext, persist};

/// A payment that is not known yet.
pub(super) async fn take(
    app: &App,
    lender: &LenderContext,
    incoming: &Incoming<'_>,
    raw: Option<RawEventId>,
) -> Result<Outcome, IngestError> {
    let notification = incoming.notification;
    let mut moves = Vec::new();
    if let Some(reversal) =
        early::waiting_for(app, lender, &notification.rail, &notification.external_id).await?
    {
        let money = notification.money;
        if (reversal.minor, reversal.currency.as_str()) == (money.minor(), money.currency().code()) {
            return early::never_counted(app, lender, incoming, &reversal, raw).await;
        }
        // Another amount: the payment counts, and people look at the reversal.
        let (from, to) = (WAITING.to_owned(), SUSPENSE.to_owned());
        moves.push(PaymentMove { id: reversal.id, from, to, contract: None });
    }
    let placed = match reference::contract(app, lender, &notification.target).await? {
        None => Err(Reason::UnknownReference),
        Some(contract) => apply(app, lender, contract, incoming, &moves, raw).await?,
    };
    let outcome = match placed {
        Ok(row) => Outcome::Applied(row),
        Err(reason) => suspense::suspend(app, lender, incoming, reason, moves, raw).await?,
    };
    early::settle(app, lender, outcome.payment()).await;
    Ok(outcome)
}

/// To the contract, or why it can't go there.
async fn apply(
    app: &App,
    lender: &LenderContext,
    contract: ContractId,
    incoming: &Incoming<'_>,
    moves: &[PaymentMove],
    raw: Option<RawEventId>,
) -> Result<Result<PaymentRow, Reason>, IngestError> {
    let row = PaymentRow { contract: Some(contract), ..incoming.row(lender, APPLIED) };
    let command = command(&row, incoming);
    let amend = |decision: &Decision, commit: &mut Commit| {
        commit.payment = Some(as_counted(&row, decision));
        commit.payment_status.extend_from_slice(moves);
        commit.raw_event_done = raw.map(|raw| (raw, APPLIED.to_owned()));
    };
    match app.execute(lender, contract, command, &amend).await {
        Ok(executed) => Ok(Ok(counted_on(&row, &executed.contract))),
        Err(error) => match unplaceable(&error) {
            Some(reason) => Ok(Err(reason)),
            None => Err(error.into()),
        },
    }
}

fn command(row: &PaymentRow, incoming: &Incoming<'_>) -> Command {
    Command::Pay(IncomingPayment {
        id: row.id,
        amount: incoming.notification.money,
        value_on: incoming.value_on,
        rail: row.rail.clone(),
    })
}

/// With the day on which the contract let it count.
fn as_counted(row: &PaymentRow, decision: &Decision) -> PaymentRow {
    counted_on(row, &decision.contract)
}

fn counted_on(row: &PaymentRow, contract: &servicing::Contract) -> PaymentRow {
    let counted = contract.account.payments().into_iter().find(|payment| payment.id == row.id);
    let value_on = counted.map_or(row.value_on, |payment| persist::epoch_day(payment.value_on));
    PaymentRow { value_on, ..row.clone() }
}

/// Refusals that no later try changes send the money to suspense, where it is seen; the rest is tried again.
pub(super) fn unplaceable(error: &ExecuteError) -> Option<Reason> {
    match error {
        ExecuteError::NotFound => Some(Reason::UnknownReference),
        ExecuteError::Refused(Refusal::OtherCurrency { .. }) => Some(Reason::OtherCurrency),
        ExecuteError::Refused(Refusal::WrongStatus { .. }) => Some(Reason::ContractNotRunning),
        ExecuteError::Refused(_) => Some(Reason::AmountOutOfRange),
        ExecuteError::Violation(_) => Some(Reason::UnderReview),
        ExecuteError::Commit(_) | ExecuteError::Busy | ExecuteError::Sign(_) | ExecuteError::Store(_) => None,
    }
}
