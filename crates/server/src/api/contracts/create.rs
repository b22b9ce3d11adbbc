use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use servicing::Decision;
use store::Commit;

use crate::api::caller::{Caller, needs};
use crate::api::idempotency::Ticket;
use crate::api::json::ApiJson;
use crate::api::types::{ContractView, NewContractRequest};
use crate::api::views;
use crate::{App, Problem};

/// Offer a contract
///
/// Checks the terms and answers with the total cost and every installment, to be shown to the borrower before
/// acceptance. From now on the device's IMEIs are taken; a cancellation or the quittance gives them back.
#[utoipa::path(
    post, path = "/contracts", tag = "Contracts", request_body = NewContractRequest,
    responses((status = 201, description = "The offer.", body = ContractView)),
    security(("api_key" = ["contracts:write"]))
)]
pub(crate) async fn create_contract(
    caller: Caller<needs::ContractsWrite>,
    ticket: Ticket,
    State(app): State<Arc<App>>,
    ApiJson(request): ApiJson<NewContractRequest>,
) -> Result<(StatusCode, Json<ContractView>), Problem> {
    let lender = &caller.lender;
    let now = app.now_for(lender).await?;
    let new = request.read(&lender.settings.time_zone, now)?;
    let amend = |decision: &Decision, commit: &mut Commit| {
        commit.idempotency = ticket.done(&app, StatusCode::CREATED, || {
            Some(views::contract(&decision.contract, app.pack_of(&decision.contract).ok()?, now))
        });
    };
    let executed = app.create_contract(lender, new, &amend).await?;
    let pack = app.pack_of(&executed.contract)?;
    Ok((StatusCode::CREATED, Json(views::contract(&executed.contract, pack, now))))
}
