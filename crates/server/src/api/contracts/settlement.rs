use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use ident::ContractId;
use servicing::{Command, Refusal};

use super::{act, find};
use crate::api::caller::{Caller, needs};
use crate::api::idempotency::Ticket;
use crate::api::json::ApiJson;
use crate::api::query::ApiPath;
use crate::api::types::{ContractView, SettlementBody, SettlementQuoteView, id};
use crate::{App, Problem};

/// Quote a settlement
///
/// What would be forgiven if less than is owed were taken. Nothing is offered.
#[utoipa::path(
    post, path = "/contracts/{id}/settlement/quote", tag = "Help", request_body = SettlementBody,
    params(("id" = id::ContractId, Path, description = "The contract.")),
    responses((status = 200, description = "The quote.", body = SettlementQuoteView)),
    security(("api_key" = ["contracts:read"]))
)]
pub(crate) async fn quote_settlement(
    caller: Caller<needs::ContractsRead>,
    State(app): State<Arc<App>>,
    ApiPath(id): ApiPath<ContractId>,
    ApiJson(request): ApiJson<SettlementBody>,
) -> Result<Json<SettlementQuoteView>, Problem> {
    let contract = find(&app, &caller.lender, id).await?;
    let today = contract.day(app.now_for(&caller.lender).await?);
    let amount = request.amount.read("amount", contract.currency())?;
    let quote = contract.account.settlement_quote(amount, request.valid_through.0, today);
    let quote = quote.map_err(|error| Problem::conflict("refused", Refusal::from(error).to_string()))?;
    Ok(Json(SettlementQuoteView {
        currency: contract.currency(),
        payoff: quote.payoff.into(),
        amount: quote.amount.into(),
        forgiven: quote.forgiven.into(),
        valid_through: quote.valid_through.into(),
    }))
}

/// Offer a settlement
///
/// To take less than is owed if it is paid through a day. It waits for a person's approval in the console, unless the
/// lender's setting asks for none; payments that count from then on accept it when they reach the amount, and the rest
/// is forgiven with the one that does. An offer that nobody pays changes nothing.
#[utoipa::path(
    post, path = "/contracts/{id}/settlement", tag = "Help", request_body = SettlementBody,
    params(("id" = id::ContractId, Path, description = "The contract.")),
    responses((status = 200, description = "The contract, with the offer.", body = ContractView)),
    security(("api_key" = ["contracts:write"]))
)]
pub(crate) async fn offer_settlement(
    caller: Caller<needs::ContractsWrite>,
    ticket: Ticket,
    State(app): State<Arc<App>>,
    ApiPath(id): ApiPath<ContractId>,
    ApiJson(request): ApiJson<SettlementBody>,
) -> Result<Json<ContractView>, Problem> {
    let contract = find(&app, &caller.lender, id).await?;
    let command = Command::OfferSettlement {
        id: app.new_id(),
        amount: request.amount.read("amount", contract.currency())?,
        valid_through: request.valid_through.0,
        by: None,
        rule: caller.lender.settings.concession_approvals,
    };
    act(&app, &caller.lender, &ticket, id, command).await
}

/// Withdraw a settlement
///
/// An offer that was not accepted and to which nothing was paid.
#[utoipa::path(
    post, path = "/contracts/{id}/settlement/withdraw", tag = "Help",
    params(("id" = id::ContractId, Path, description = "The contract.")),
    responses((status = 200, description = "The contract, without the offer.", body = ContractView)),
    security(("api_key" = ["contracts:write"]))
)]
pub(crate) async fn withdraw_settlement(
    caller: Caller<needs::ContractsWrite>,
    ticket: Ticket,
    State(app): State<Arc<App>>,
    ApiPath(id): ApiPath<ContractId>,
) -> Result<Json<ContractView>, Problem> {
    let command = Command::WithdrawSettlement { id: app.new_id() };
    act(&app, &caller.lender, &ticket, id, command).await
}
