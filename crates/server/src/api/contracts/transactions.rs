use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use ident::{ContractId, TransactionId};
use servicing::{Booking, Command};

use super::{act, find};
use crate::api::caller::{Caller, needs};
use crate::api::idempotency::Ticket;
use crate::api::json::ApiJson;
use crate::api::query::ApiPath;
use crate::api::types::{ContractView, NewTransaction, id};
use crate::{App, Problem};

/// Book a transaction
///
/// A charge, a waiver, a credit, a charge-off: everything that moves the account and is no payment by the borrower. An
/// earlier value date puts it in its place and what came after is allocated anew.
#[utoipa::path(
    post, path = "/contracts/{id}/transactions", tag = "Contracts", request_body = NewTransaction,
    params(("id" = id::ContractId, Path, description = "The contract.")),
    responses((status = 200, description = "The contract.", body = ContractView)),
    security(("api_key" = ["contracts:write"]))
)]
pub(crate) async fn book_transaction(
    caller: Caller<needs::ContractsWrite>,
    ticket: Ticket,
    State(app): State<Arc<App>>,
    ApiPath(id): ApiPath<ContractId>,
    ApiJson(request): ApiJson<NewTransaction>,
) -> Result<Json<ContractView>, Problem> {
    let contract = find(&app, &caller.lender, id).await?;
    let today = contract.day(app.now_for(&caller.lender).await?);
    let body = request.transaction.read(contract.currency(), today)?;
    let value_on = request.value_on.map_or(today, |day| day.0);
    let command = Command::Book(Booking { id: app.new_id(), value_on, body });
    act(&app, &caller.lender, &ticket, id, command).await
}

/// Reverse a transaction
///
/// What came after it is allocated as if it had never come. Payments are reversed under `/payments`.
#[utoipa::path(
    post, path = "/contracts/{id}/transactions/{transaction}/reverse", tag = "Contracts",
    params(
        ("id" = id::ContractId, Path, description = "The contract."),
        ("transaction" = id::TransactionId, Path, description = "The transaction.")
    ),
    responses((status = 200, description = "The contract.", body = ContractView)),
    security(("api_key" = ["contracts:write"]))
)]
pub(crate) async fn reverse_transaction(
    caller: Caller<needs::ContractsWrite>,
    ticket: Ticket,
    State(app): State<Arc<App>>,
    ApiPath((id, transaction)): ApiPath<(ContractId, TransactionId)>,
) -> Result<Json<ContractView>, Problem> {
    let contract = find(&app, &caller.lender, id).await?;
    if contract.account.payments().iter().any(|payment| TransactionId::from(payment.id) == transaction) {
        let detail = "a payment is reversed where it was recorded, under /v1/payments";
        return Err(Problem::conflict("refused", detail.to_owned()));
    }
    act(&app, &caller.lender, &ticket, id, Command::Reverse { transaction }).await
}
