//! `/v1/bureau`, and who a contract's borrower is to the bureaus.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use ident::ContractId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::caller::{Caller, needs};
use super::contracts::find;
use super::json::ApiJson;
use super::query::{ApiPath, ApiQuery};
use super::types::{IdentityRequest, IdentityView, LeftOutList, LeftOutView, MonthQuery, id};
use crate::bureau::{FurnisherPaper, IdentityPaper, Month};
use crate::{App, Problem};

/// The routes.
pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(get_identity, put_identity, forget_identity))
        .routes(routes!(get_furnisher, put_furnisher))
        .routes(routes!(get_metro2))
        .routes(routes!(list_left_out))
}

/// Get who a borrower is
#[utoipa::path(
    get, path = "/contracts/{id}/credit-reporting", tag = "Credit bureaus",
    params(("id" = id::ContractId, Path, description = "The contract.")),
    responses((status = 200, description = "What is on file.", body = IdentityView)),
    security(("api_key" = ["bureau:read"]))
)]
pub(crate) async fn get_identity(
    caller: Caller<needs::BureauRead>,
    State(app): State<Arc<App>>,
    ApiPath(id): ApiPath<ContractId>,
) -> Result<Json<IdentityView>, Problem> {
    find(&app, &caller.lender, id).await?;
    let paper = app.identity(&caller.lender, id).await?;
    Ok(Json(paper.ok_or_else(|| Problem::not_found("credit reporting data of the contract"))?.into()))
}

/// Say who a borrower is
///
/// What a credit bureau needs to know whose loan it is. It is kept sealed, beside the contract, and nothing but the
/// bureau's file has it whole. A loan without it is in no file.
#[utoipa::path(
    put, path = "/contracts/{id}/credit-reporting", tag = "Credit bureaus", request_body = IdentityRequest,
    params(("id" = id::ContractId, Path, description = "The contract.")),
    responses((status = 200, description = "What is on file.", body = IdentityView)),
    security(("api_key" = ["bureau:write"]))
)]
pub(crate) async fn put_identity(
    caller: Caller<needs::BureauWrite>,
    State(app): State<Arc<App>>,
    ApiPath(id): ApiPath<ContractId>,
    ApiJson(request): ApiJson<IdentityRequest>,
) -> Result<Json<IdentityView>, Problem> {
    find(&app, &caller.lender, id).await?;
    let paper = IdentityPaper::from(request);
    app.put_identity(&caller.lender, id, &paper).await?;
    Ok(Json(paper.into()))
}

/// Forget who a borrower is
#[utoipa::path(
    delete, path = "/contracts/{id}/credit-reporting", tag = "Credit bureaus",
    params(("id" = id::ContractId, Path, description = "The contract.")),
    responses((status = 204, description = "Nothing is on file any more.")),
    security(("api_key" = ["bureau:write"]))
)]
pub(crate) async fn forget_identity(
    caller: Caller<needs::BureauWrite>,
    State(app): State<Arc<App>>,
    ApiPath(id): ApiPath<ContractId>,
) -> Result<StatusCode, Problem> {
    find(&app, &caller.lender, id).await?;
    app.forget_identity(&caller.lender, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Get who you are to the bureaus
#[utoipa::path(
    get, path = "/bureau/furnisher", tag = "Credit bureaus",
    responses((status = 200, description = "What is on file.", body = FurnisherPaper)),
    security(("api_key" = ["bureau:read"]))
)]
pub(crate) async fn get_furnisher(
    caller: Caller<needs::BureauRead>,
    State(app): State<Arc<App>>,
) -> Result<Json<FurnisherPaper>, Problem> {
    let paper = app.furnisher(&caller.lender).await?;
    Ok(Json(paper.ok_or_else(|| Problem::not_found("furnisher's data"))?))
}

/// Say who you are to the bureaus
#[utoipa::path(
    put, path = "/bureau/furnisher", tag = "Credit bureaus", request_body = FurnisherPaper,
    responses((status = 200, description = "What is on file.", body = FurnisherPaper)),
    security(("api_key" = ["bureau:write"]))
)]
pub(crate) async fn put_furnisher(
    caller: Caller<needs::BureauWrite>,
    State(app): State<Arc<App>>,
    ApiJson(paper): ApiJson<FurnisherPaper>,
) -> Result<Json<FurnisherPaper>, Problem> {
    app.put_furnisher(&caller.lender, &paper).await?;
    Ok(Json(paper))
}

/// Download a month's Metro 2 file
///
/// Records of 426 characters: a header, a base segment for each loan that ran in the month, a trailer. Loans that
/// can't be told of are listed at `/v1/bureau/left-out`.
#[utoipa::path(
    get, path = "/bureau/metro2", tag = "Credit bureaus", params(MonthQuery),
    responses((status = 200, description = "The file.", content_type = "text/plain", body = String)),
    security(("api_key" = ["bureau:read"]))
)]
pub(crate) async fn get_metro2(
    caller: Caller<needs::BureauRead>,
    State(app): State<Arc<App>>,
    ApiQuery(query): ApiQuery<MonthQuery>,
) -> Result<Response, Problem> {
    app.metro2(caller.lender, month(&query)?).await
}

/// List the loans that a month's file is without
#[utoipa::path(
    get, path = "/bureau/left-out", tag = "Credit bureaus", params(MonthQuery),
    responses((status = 200, description = "Each with what is missing.", body = LeftOutList)),
    security(("api_key" = ["bureau:read"]))
)]
pub(crate) async fn list_left_out(
    caller: Caller<needs::BureauRead>,
    State(app): State<Arc<App>>,
    ApiQuery(query): ApiQuery<MonthQuery>,
) -> Result<Json<LeftOutList>, Problem> {
    let left_out = app.left_out(&caller.lender, month(&query)?).await?;
    let view = |it: crate::bureau::LeftOut| LeftOutView { contract: it.contract, why: it.why };
    Ok(Json(LeftOutList { data: left_out.into_iter().map(view).collect() }))
}

fn month(query: &MonthQuery) -> Result<Month, Problem> {
    query.month.parse::<Month>().map_err(|error| Problem::invalid("month", error.to_string()))
}
