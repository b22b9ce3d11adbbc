use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use ident::ContractId;
use loan::returns::{ReturnStatement, Stage};
use servicing::Command;

use super::{act, find};
use crate::api::caller::{Caller, needs};
use crate::api::idempotency::Ticket;
use crate::api::json::ApiJson;
use crate::api::query::ApiPath;
use crate::api::types::{ContractView, ReturnBody, ReturnView, id};
use crate::{App, Problem};

/// Get a return
#[utoipa::path(
    get, path = "/contracts/{id}/return", tag = "Help",
    params(("id" = id::ContractId, Path, description = "The contract.")),
    responses((status = 200, description = "Where it stands.", body = ReturnView)),
    security(("api_key" = ["contracts:read"]))
)]
pub(crate) async fn get_return(
    caller: Caller<needs::ContractsRead>,
    State(app): State<Arc<App>>,
    ApiPath(id): ApiPath<ContractId>,
) -> Result<Json<ReturnView>, Problem> {
    let contract = find(&app, &caller.lender, id).await?;
    let case = contract.giving_back.as_ref().ok_or_else(|| Problem::not_found("return"))?;
    let statement = case.stages().filter_map(statement).last();
    Ok(Json(ReturnView {
        stage: case.stage().as_str().to_owned(),
        on: case.stage().on().into(),
        obligation: statement.map(|statement| statement.obligation.into()),
        proceeds: statement.map(|statement| statement.proceeds.into()),
        deficiency: statement.map(|statement| statement.deficiency().into()),
        surplus: statement.map(|statement| statement.surplus().into()),
    }))
}

/// Advance a return
///
/// One step after the other; none can be skipped. From the request on nothing is restricted, and from the hand-over on
/// nothing ever is again. The borrower wipes the phone, never the lender.
#[utoipa::path(
    post, path = "/contracts/{id}/return", tag = "Help", request_body = ReturnBody,
    params(("id" = id::ContractId, Path, description = "The contract.")),
    responses((status = 200, description = "The contract.", body = ContractView)),
    security(("api_key" = ["contracts:write"]))
)]
pub(crate) async fn advance_return(
    caller: Caller<needs::ContractsWrite>,
    ticket: Ticket,
    State(app): State<Arc<App>>,
    ApiPath(id): ApiPath<ContractId>,
    ApiJson(request): ApiJson<ReturnBody>,
) -> Result<Json<ContractView>, Problem> {
    let contract = find(&app, &caller.lender, id).await?;
    let step = request.read(contract.currency(), || app.new_id())?;
    act(&app, &caller.lender, &ticket, id, Command::AdvanceReturn { step }).await
}

const fn statement(stage: &Stage) -> Option<&ReturnStatement> {
    match stage {
        Stage::Valued { statement, .. } => Some(statement),
        _ => None,
    }
}
