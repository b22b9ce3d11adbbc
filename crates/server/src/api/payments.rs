//! `/v1/payments` and the payments of a contract.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use ident::{ContractId, PaymentId};
use money::Currency;
use store::rows::PaymentFilter;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::caller::{Caller, needs};
use super::contracts::find;
use super::json::ApiJson;
use super::page::{Listing, listing, peek, wanted};
use super::query::{ApiPath, ApiQuery};
use super::types::{MatchRequest, NewPayment, PaymentQuery, PaymentView, id};
use super::views;
use crate::payments::{Notification, Outcome, Target, ingest, match_suspense, reverse_payment};
use crate::{App, Problem};

/// The rail of payments that lenders report by themselves.
const RAIL: &str = "api";

/// The routes.
pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(list_payments))
        .routes(routes!(get_payment))
        .routes(routes!(record_payment))
        .routes(routes!(reverse))
        .routes(routes!(match_payment))
}

/// List payments
#[utoipa::path(
    get, path = "/payments", tag = "Payments", params(PaymentQuery),
    responses((status = 200, description = "Payments and reversals, oldest first.", body = Listing<PaymentView>)),
    security(("api_key" = ["payments:read"]))
)]
pub(crate) async fn list_payments(
    caller: Caller<needs::PaymentsRead>,
    State(app): State<Arc<App>>,
    ApiQuery(query): ApiQuery<PaymentQuery>,
) -> Result<Json<Listing<PaymentView>>, Problem> {
    let page = wanted::<PaymentId>(query.limit, query.cursor.as_deref())?;
    let status = query.status.map(|status| status.as_str().to_owned());
    let filter = PaymentFilter { contract: query.contract, status };
    let rows = app.store.payments(caller.lender.id, filter, peek(page)).await?;
    Ok(Json(listing(rows, page.limit, |row| row.id, |row| Ok(views::payment(row)?))?))
}

/// Get a payment
#[utoipa::path(
    get, path = "/payments/{id}", tag = "Payments",
    params(("id" = id::PaymentId, Path, description = "The payment.")),
    responses((status = 200, description = "The payment.", body = PaymentView)),
    security(("api_key" = ["payments:read"]))
)]
pub(crate) async fn get_payment(
    caller: Caller<needs::PaymentsRead>,
    State(app): State<Arc<App>>,
    ApiPath(id): ApiPath<PaymentId>,
) -> Result<Json<PaymentView>, Problem> {
    let row = app.store.payment_by_id(caller.lender.id, id).await?;
    Ok(Json(views::payment(&row.ok_or_else(|| Problem::not_found("payment"))?)?))
}

/// Record a payment
///
/// Money that you received by yourself, at a till or by bank. If it pays what a warrant names, the device's
/// release is part of the same transaction. The same `external_id` with the same content has no second effect.
#[utoipa::path(
    post, path = "/contracts/{id}/payments", tag = "Payments", request_body = NewPayment,
    params(("id" = id::ContractId, Path, description = "The contract.")),
    responses(
        (status = 201, description = "The payment.", body = PaymentView),
        (status = 200, description = "The payment, which was known.", body = PaymentView)
    ),
    security(("api_key" = ["payments:write"]))
)]
pub(crate) async fn record_payment(
    caller: Caller<needs::PaymentsWrite>,
    State(app): State<Arc<App>>,
    ApiPath(id): ApiPath<ContractId>,
    ApiJson(request): ApiJson<NewPayment>,
) -> Result<(StatusCode, Json<PaymentView>), Problem> {
    find(&app, &caller.lender, id).await?;
    let currency = request.currency.parse::<Currency>();
    let currency = currency.map_err(|error| Problem::invalid("currency", error.to_string()))?;
    let money = request.amount.read("amount", currency)?;
    let mut payment = Notification::payment(RAIL, &request.external_id, money, Target::Contract(id));
    payment.value_on = request.value_on.map(|day| day.0);
    answer(&ingest(&app, &caller.lender, payment, None).await?)
}

/// Reverse a payment
///
/// Money that was taken back. The contract is then as if the payment had never come.
#[utoipa::path(
    post, path = "/payments/{id}/reverse", tag = "Payments",
    params(("id" = id::PaymentId, Path, description = "The payment.")),
    responses(
        (status = 201, description = "The reversal.", body = PaymentView),
        (status = 200, description = "The reversal, which was known.", body = PaymentView)
    ),
    security(("api_key" = ["payments:write"]))
)]
pub(crate) async fn reverse(
    caller: Caller<needs::PaymentsWrite>,
    State(app): State<Arc<App>>,
    ApiPath(id): ApiPath<PaymentId>,
) -> Result<(StatusCode, Json<PaymentView>), Problem> {
    answer(&reverse_payment(&app, &caller.lender, id).await?)
}

/// Match a payment in suspense
///
/// Says which contract the money is for. It counts from its own day.
#[utoipa::path(
    post, path = "/payments/{id}/match", tag = "Payments", request_body = MatchRequest,
    params(("id" = id::PaymentId, Path, description = "The payment.")),
    responses((status = 200, description = "The payment, applied.", body = PaymentView)),
    security(("api_key" = ["payments:write"]))
)]
pub(crate) async fn match_payment(
    caller: Caller<needs::PaymentsWrite>,
    State(app): State<Arc<App>>,
    ApiPath(id): ApiPath<PaymentId>,
    ApiJson(request): ApiJson<MatchRequest>,
) -> Result<Json<PaymentView>, Problem> {
    let row = match_suspense(&app, &caller.lender, id, request.contract).await?;
    Ok(Json(views::payment(&row)?))
}

fn answer(outcome: &Outcome) -> Result<(StatusCode, Json<PaymentView>), Problem> {
    let status = if matches!(outcome, Outcome::Duplicate(_)) { StatusCode::OK } else { StatusCode::CREATED };
    Ok((status, Json(views::payment(outcome.payment())?)))
}
