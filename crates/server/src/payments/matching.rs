use ident::{ContractId, PaymentId, RawEventId};
use jiff::Timestamp;
use loan::ledger::{self, Posting};
use money::Money;
use servicing::{Command, Decision, IncomingPayment};
use store::rows::PaymentRow;
use store::{Commit, CommitError, PaymentMove, StoreError};

use super::rows::{APPLIED, SUSPENSE};
use super::{IngestError, Kind, early};
use crate::{App, ExecuteError, LenderContext, persist};

/// Takes a payment out of suspense for a contract, with its original value date: late charges and restrictions
/// that it would have avoided are undone as far as the contract's rules allow.
///
/// # Errors
/// [`IngestError::NoSuchPayment`] and [`IngestError::NotInSuspense`]; [`IngestError::Execute`] when the contract
/// can't take it (other currency, not running). The payment stays in suspense then.
pub async fn match_suspense(
    app: &App,
    lender: &LenderContext,
    payment: PaymentId,
    contract: ContractId,
) -> Result<PaymentRow, IngestError> {
    let row = app.store.payment_by_id(lender.id, payment).await?.ok_or(IngestError::NoSuchPayment)?;
    apply(app, lender, &row, contract, None).await
}

/// As [`match_suspense`], for a row that was read. A reversal waits in suspense too, and never becomes a payment.
pub(super) async fn apply(
    app: &App,
    lender: &LenderContext,
    row: &PaymentRow,
    contract: ContractId,
    raw: Option<RawEventId>,
) -> Result<PaymentRow, IngestError> {
    if row.status != SUSPENSE || row.kind != Kind::Payment.as_str() {
        return Err(IngestError::NotInSuspense);
    }
    let now = app.now_for(lender).await?;
    let (id, amount) = (row.id, money(row)?);
    let value_on = persist::day_from_epoch(row.value_on);
    let released = ledger::suspense_matched(amount, id, value_on);
    let command = Command::Pay(IncomingPayment { id, amount, value_on, rail: row.rail.clone() });
    let amend = |decision: &Decision, commit: &mut Commit| {
        let (from, to) = (SUSPENSE.to_owned(), APPLIED.to_owned());
        commit.payment_status.push(PaymentMove { id, from, to, contract: Some(contract) });
        commit.raw_event_done = raw.map(|raw| (raw, APPLIED.to_owned()));
        released.iter().for_each(|posting| add_posting(lender, decision, commit, posting, now));
    };
    match app.execute(lender, contract, command, &amend).await {
        Err(ExecuteError::Commit(CommitError::PaymentMoved(_))) => Err(IngestError::NotInSuspense),
        Err(error) => Err(error.into()),
        Ok(_) => {
            let row = PaymentRow { status: APPLIED.to_owned(), contract: Some(contract), ..row.clone() };
            early::settle(app, lender, &row).await;
            Ok(row)
        }
    }
}

/// Adds a posting between suspense and clearing to a contract's ledger, beside those of its decision. The
/// contract counts its postings, so its state is written anew.
pub(super) fn add_posting(
    lender: &LenderContext,
    decision: &Decision,
    commit: &mut Commit,
    posting: &Posting,
    now: Timestamp,
) {
    let mut contract = decision.contract.clone();
    contract.postings += 1;
    match serde_json::to_string(&contract) {
        Ok(state) => {
            let row = persist::posting_row(lender, contract.postings, posting, now);
            commit.postings.push(store::rows::PostingRow { contract: Some(contract.id), ..row });
            commit.contract.state = state;
        }
        // The same contract was written a moment ago. Should it fail all the same, the store refuses this.
        Err(_) => commit.expected_version = u64::MAX,
    }
}

/// The amount of a row.
pub(super) fn money(row: &PaymentRow) -> Result<Money, StoreError> {
    let currency = row.currency.parse().map_err(damaged)?;
    Money::from_minor(row.minor, currency).map_err(damaged)
}

fn damaged(error: impl std::error::Error + Send + Sync + 'static) -> StoreError {
    StoreError::Damaged(Box::new(error))
}
