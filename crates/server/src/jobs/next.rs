use ident::ContractId;
use jiff::Timestamp;
use servicing::Contract;
use store::rows::ContractFilter;
use store::{Page, StoreError};

use crate::{App, LenderContext, persist};

const PAGE: u32 = 200;

/// The next instant at which anything about any of the lender's contracts can change by itself, not before
/// the lender's present; `None` when nothing will, and for a live lender.
///
/// # Errors
/// When the store fails.
pub async fn next_event_at(app: &App, lender: &LenderContext) -> Result<Option<Timestamp>, StoreError> {
    if !lender.is_test() {
        // All live lenders share one clock; a single one's next event is not kept.
        return Ok(None);
    }
    let now = app.now_for(lender).await?;
    let next = app.store.next_due_at(lender.clock()).await?;
    Ok(next.map(|at| at.max(now)))
}

/// The first instant of the next day on which an unpaid installment of any of the lender's running contracts
/// falls due; `None` when none will.
///
/// # Errors
/// When the store fails.
pub async fn next_due_date(app: &App, lender: &LenderContext) -> Result<Option<Timestamp>, StoreError> {
    let now = app.now_for(lender).await?;
    let filter = ContractFilter { status: Some("active".to_owned()), ..ContractFilter::default() };
    let (mut after, mut next): (Option<ContractId>, Option<Timestamp>) = (None, None);
    loop {
        let rows = app.store.contracts(lender.id, filter.clone(), Page { after, limit: PAGE }).await?;
        let Some(last) = rows.last() else { return Ok(next) };
        after = Some(last.id);
        for row in &rows {
            let due = next_due_of(&persist::read_contract(row)?, now);
            next = [next, due].into_iter().flatten().min();
        }
    }
}

/// The first instant of a contract's next due date after `now`.
fn next_due_of(contract: &Contract, now: Timestamp) -> Option<Timestamp> {
    let tomorrow = contract.day(now).tomorrow().ok()?;
    contract.start_of(contract.account.next_due_on(tomorrow)?)
}
