use std::sync::Arc;

use axum::http::{Extensions, StatusCode};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use servicing::{Contract, ContractStatus};

use super::super::reference;
use super::{Pages, lookup};
use crate::{LenderContext, Problem, peer};

/// The contract a reference belongs to.
pub(super) struct Found {
    pub(super) lender: Arc<LenderContext>,
    pub(super) contract: Contract,
    /// The contract's day.
    pub(super) today: Date,
}

/// Finds the contract of a reference that someone typed or followed. The answer for none is the same for a
/// reference that never was and for a contract that is not accepted.
pub(super) async fn find(pages: &Pages, typed: &str, extensions: &Extensions) -> Result<Found, Response> {
    find_in(pages, typed, extensions, is_open).await
}

/// As [`find`], a contract that is only offered too: what it would cost must be known before it is accepted.
pub(super) async fn find_offered(
    pages: &Pages,
    typed: &str,
    extensions: &Extensions,
) -> Result<Found, Response> {
    find_in(pages, typed, extensions, |status| is_open(status) || status == ContractStatus::Offered).await
}

async fn find_in(
    pages: &Pages,
    typed: &str,
    extensions: &Extensions,
    shows: impl Fn(ContractStatus) -> bool,
) -> Result<Found, Response> {
    if !pages.lookups.allow(peer::network(extensions)) {
        let message = "There were too many look-ups from your network. Wait a minute and try again.";
        return Err(lookup::form(StatusCode::TOO_MANY_REQUESTS, typed, Some(message)));
    }
    let found = try_find(pages, typed, shows).await.map_err(IntoResponse::into_response)?;
    let message = "There is no running contract with this reference. Check it and try again.";
    found.ok_or_else(|| lookup::form(StatusCode::NOT_FOUND, typed, Some(message)))
}

async fn try_find(
    pages: &Pages,
    typed: &str,
    shows: impl Fn(ContractStatus) -> bool,
) -> Result<Option<Found>, Problem> {
    let app = &pages.app;
    let Some(holder) = reference::holder(app, typed).await? else { return Ok(None) };
    let Some(lender) = app.lender(holder.lender).await? else { return Ok(None) };
    let contract = app.contract_of(lender.id, holder.contract).await?;
    let Some(contract) = contract.filter(|contract| shows(contract.status)) else { return Ok(None) };
    let today = contract.day(app.now_for(&lender).await?);
    Ok(Some(Found { lender, contract, today }))
}

const fn is_open(status: ContractStatus) -> bool {
    match status {
        ContractStatus::Active | ContractStatus::Settled | ContractStatus::Unsecured => true,
        ContractStatus::Offered | ContractStatus::Cancelled => false,
    }
}
