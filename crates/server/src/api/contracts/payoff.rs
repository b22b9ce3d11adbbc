use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use ident::ContractId;
use servicing::{Command, ContractStatus};

use super::{act, find};
use crate::api::caller::{Caller, needs};
use crate::api::idempotency::Ticket;
use crate::api::json::ApiJson;
use crate::api::query::{ApiPath, ApiQuery};
use crate::api::types::{ContractView, PayoffQuoteView, PayoffRequest, QuoteQuery, id};
use crate::{App, Problem};

/// Quote a payoff
///
/// What would pay the loan off on a day. A quote binds nobody; agree on the payoff to fix its amount.
#[utoipa::path(
    get, path = "/contracts/{id}/payoff-quote", tag = "Contracts",
    params(("id" = id::ContractId, Path, description = "The contract."), QuoteQuery),
    responses((status = 200, description = "The quote.", body = PayoffQuoteView)),
    security(("api_key" = ["contracts:read"]))
)]
pub(crate) async fn get_payoff_quote(
    caller: Caller<needs::ContractsRead>,
    State(app): State<Arc<App>>,
    ApiPath(id): ApiPath<ContractId>,
    ApiQuery(query): ApiQuery<QuoteQuery>,
) -> Result<Json<PayoffQuoteView>, Problem> {
    let contract = find(&app, &caller.lender, id).await?;
    if matches!(contract.status, ContractStatus::Offered | ContractStatus::Cancelled) {
        let detail = format!("a contract that is {} can't be paid off", contract.status.as_str());
        return Err(Problem::conflict("refused", detail));
    }
    let today = contract.day(app.now_for(&caller.lender).await?);
    let on = query.on.map_or(today, |day| day.0);
    if on < today {
        return Err(Problem::invalid("on", format!("{on} has passed: ask for {today} or later")));
    }
    let quote = contract.account.payoff_quote(on);
    Ok(Json(PayoffQuoteView {
        on: quote.on.into(),
        currency: contract.currency(),
        principal: quote.principal.into(),
        interest: quote.interest.into(),
        rebate: quote.rebate.into(),
        prepaid: quote.prepaid.into(),
        total: quote.total.into(),
    }))
}

/// Agree on a payoff
///
/// Fixes what settles the contract through a day before the next due date. A payment of that amount that counts
/// in time settles it.
#[utoipa::path(
    post, path = "/contracts/{id}/payoff", tag = "Contracts", request_body = PayoffRequest,
    params(("id" = id::ContractId, Path, description = "The contract.")),
    responses((status = 200, description = "The contract, with its payoff.", body = ContractView)),
    security(("api_key" = ["contracts:write"]))
)]
pub(crate) async fn agree_payoff(
    caller: Caller<needs::ContractsWrite>,
    ticket: Ticket,
    State(app): State<Arc<App>>,
    ApiPath(id): ApiPath<ContractId>,
    ApiJson(request): ApiJson<PayoffRequest>,
) -> Result<Json<ContractView>, Problem> {
    let command = Command::AgreePayoff { valid_through: request.valid_through.0 };
    act(&app, &caller.lender, &ticket, id, command).await
}
