use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use ident::ContractId;
use servicing::Command;

use super::act;
use crate::api::caller::{Caller, needs};
use crate::api::idempotency::Ticket;
use crate::api::json::ApiJson;
use crate::api::query::ApiPath;
use crate::api::types::words::HoldKind;
use crate::api::types::{ContractView, HoldRequest, id};
use crate::{App, Problem};

/// Place a hold
///
/// While a hold is open no restriction is put on. A dispute or a request for help also lifts one in force. An
/// announced payment's hold ends by itself.
#[utoipa::path(
    post, path = "/contracts/{id}/holds", tag = "Contracts", request_body = HoldRequest,
    params(("id" = id::ContractId, Path, description = "The contract.")),
    responses((status = 200, description = "The contract.", body = ContractView)),
    security(("api_key" = ["contracts:write"]))
)]
pub(crate) async fn place_hold(
    caller: Caller<needs::ContractsWrite>,
    ticket: Ticket,
    State(app): State<Arc<App>>,
    ApiPath(id): ApiPath<ContractId>,
    ApiJson(request): ApiJson<HoldRequest>,
) -> Result<Json<ContractView>, Problem> {
    let until = request.until.map(|until| until.0);
    let command = Command::PlaceHold { kind: request.kind.into(), until };
    act(&app, &caller.lender, &ticket, id, command).await
}

/// Release a hold
#[utoipa::path(
    delete, path = "/contracts/{id}/holds/{kind}", tag = "Contracts",
    params(
        ("id" = id::ContractId, Path, description = "The contract."),
        ("kind" = HoldKind, Path, description = "Which hold.")
    ),
    responses((status = 200, description = "The contract.", body = ContractView)),
    security(("api_key" = ["contracts:write"]))
)]
pub(crate) async fn release_hold(
    caller: Caller<needs::ContractsWrite>,
    ticket: Ticket,
    State(app): State<Arc<App>>,
    ApiPath((id, kind)): ApiPath<(ContractId, HoldKind)>,
) -> Result<Json<ContractView>, Problem> {
    act(&app, &caller.lender, &ticket, id, Command::ReleaseHold { kind: kind.into() }).await
}
