use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use ident::ContractId;
use servicing::Command;

use super::act;
use crate::api::caller::{Caller, needs};
use crate::api::idempotency::Ticket;
use crate::api::query::ApiPath;
use crate::api::types::{ContractView, id};
use crate::{App, Problem};

/// Accept an offer
///
/// The borrower agreed to the offer as shown. The terms become a signed document that the device pins.
#[utoipa::path(
    post, path = "/contracts/{id}/accept", tag = "Contracts",
    params(("id" = id::ContractId, Path, description = "The contract.")),
    responses((status = 200, description = "The contract, active.", body = ContractView)),
    security(("api_key" = ["contracts:write"]))
)]
pub(crate) async fn accept_contract(
    caller: Caller<needs::ContractsWrite>,
    ticket: Ticket,
    State(app): State<Arc<App>>,
    ApiPath(id): ApiPath<ContractId>,
) -> Result<Json<ContractView>, Problem> {
    act(&app, &caller.lender, &ticket, id, Command::Accept).await
}

/// Withdraw an offer
///
/// Only an offer that nobody accepted can be withdrawn.
#[utoipa::path(
    post, path = "/contracts/{id}/cancel", tag = "Contracts",
    params(("id" = id::ContractId, Path, description = "The contract.")),
    responses((status = 200, description = "The contract, cancelled.", body = ContractView)),
    security(("api_key" = ["contracts:write"]))
)]
pub(crate) async fn cancel_contract(
    caller: Caller<needs::ContractsWrite>,
    ticket: Ticket,
    State(app): State<Arc<App>>,
    ApiPath(id): ApiPath<ContractId>,
) -> Result<Json<ContractView>, Problem> {
    act(&app, &caller.lender, &ticket, id, Command::Cancel).await
}
