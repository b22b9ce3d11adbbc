use ident::ContractId;
use servicing::Contract;
use store::rows::ContractFilter;
use store::{Page, StoreError};

use super::cell::{Cell, Column, Kind, Row, column};
use super::export::Days;
use crate::{App, LenderContext, persist};

/// Contracts that are read at a time.
const PAGE: u32 = 500;

/// The ageing tape: how late each contract is, and what it owes.
pub(super) const COLUMNS: &[Column] = &[
    column("as_of", Kind::Day),
    column("contract", Kind::Text),
    column("external_reference", Kind::Text),
    column("status", Kind::Text),
    column("starts_on", Kind::Day),
    column("accepted_at", Kind::Instant),
    column("currency", Kind::Text),
    column("principal", Kind::Amount),
    column("outstanding_principal", Kind::Amount),
    column("outstanding_interest", Kind::Amount),
    column("outstanding", Kind::Amount),
    column("past_due", Kind::Amount),
    column("days_past_due", Kind::Integer),
    column("bucket", Kind::Text),
    column("oldest_unpaid_due_on", Kind::Day),
    column("received", Kind::Amount),
    column("credit", Kind::Amount),
    column("settled_on", Kind::Day),
    column("level", Kind::Text),
];

/// A page of contracts whose loan began on these days, and the last one read; none at the end.
pub(super) async fn page(
    app: &App,
    lender: &LenderContext,
    days: Days,
    after: Option<ContractId>,
) -> Result<(Vec<Row>, Option<ContractId>), StoreError> {
    let now = app.now_for(lender).await?;
    let page = Page { after, limit: PAGE };
    let contracts = app.store.contracts(lender.id, ContractFilter::default(), page).await?;
    let last = contracts.last().map(|row| row.id);
    let contracts = contracts.iter().map(persist::read_contract).collect::<Result<Vec<_>, _>>()?;
    let wanted = contracts.iter().filter(|contract| days.have(contract.terms.starts_on));
    Ok((wanted.map(|contract| row(contract, now)).collect(), last))
}

fn row(contract: &Contract, now: jiff::Timestamp) -> Row {
    let (account, today) = (&contract.account, contract.day(now));
    let days = account.days_past_due(today);
    vec![
        Cell::Day(today),
        Cell::text(contract.id),
        Cell::optional_text(contract.external_reference.as_ref()),
        Cell::text(contract.status.as_str()),
        Cell::Day(contract.terms.starts_on),
        contract.accepted.map_or(Cell::None, |accepted| Cell::Instant(accepted.at)),
        Cell::text(contract.currency()),
        account.schedule().principal().into(),
        account.outstanding_principal().into(),
        account.outstanding_interest().into(),
        account.outstanding().into(),
        account.overdue(today).into(),
        Cell::Integer(days.0.into()),
        Cell::text(days.bucket()),
        Cell::optional_day(account.oldest_unpaid_due_on()),
        account.received().into(),
        account.credit().into(),
        Cell::optional_day(contract.settled_on),
        Cell::text(contract.restriction.level),
    ]
}
