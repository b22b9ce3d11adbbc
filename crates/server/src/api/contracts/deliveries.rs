use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use ident::ContractId;
use policy::NoticeKey;
use servicing::{Command, NoticeDelivery};

use super::act;
use crate::api::caller::{Caller, needs};
use crate::api::idempotency::Ticket;
use crate::api::json::ApiJson;
use crate::api::query::ApiPath;
use crate::api::types::{ContractView, DeliveryRequest, id};
use crate::{App, Problem};

/// The longest reference of a carrier, in characters.
const MAX_REFERENCE: usize = 200;

/// Report a delivered notice
///
/// Your own carrier's evidence that a text message, e-mail or letter reached the borrower. What the device itself
/// showed is proved by its signed receipt and can't be reported here.
#[utoipa::path(
    post, path = "/contracts/{id}/notices/{key}/deliveries", tag = "Contracts", request_body = DeliveryRequest,
    params(
        ("id" = id::ContractId, Path, description = "The contract."),
        ("key" = String, Path, description = "Which notice of the policy pack.", example = "first")
    ),
    responses((status = 200, description = "The contract.", body = ContractView)),
    security(("api_key" = ["contracts:write"]))
)]
pub(crate) async fn report_delivery(
    caller: Caller<needs::ContractsWrite>,
    ticket: Ticket,
    State(app): State<Arc<App>>,
    ApiPath((id, key)): ApiPath<(ContractId, String)>,
    ApiJson(request): ApiJson<DeliveryRequest>,
) -> Result<Json<ContractView>, Problem> {
    let reference = request.reference;
    let length = reference.chars().count();
    if reference.trim().is_empty() || length > MAX_REFERENCE || reference.chars().any(char::is_control) {
        return Err(Problem::invalid("reference", format!("write 1 to {MAX_REFERENCE} characters")));
    }
    let now = app.now_for(&caller.lender).await?;
    let delivery = NoticeDelivery {
        key: NoticeKey(key.chars().take(MAX_REFERENCE).collect()),
        delinquent_since: request.delinquent_since.0,
        channel: request.channel.into(),
        at: request.at.map_or(now, |at| at.0),
        receipt: None,
        reference: Some(reference),
    };
    act(&app, &caller.lender, &ticket, id, Command::NoticeDelivered(delivery)).await
}
