//! `/v1/books`.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::caller::{Caller, needs};
use super::json::ApiJson;
use super::query::{ApiPath, ApiQuery};
use super::types::{
    ChainView, ClosingList, ClosingView, DownloadQuery, NewClosing, SuspenseAgeingView, TrialBalanceQuery,
    TrialBalanceView,
};
use super::views;
use crate::books::{Days, Export, download};
use crate::{App, Problem, persist};

/// The routes.
pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(get_trial_balance))
        .routes(routes!(get_chain))
        .routes(routes!(list_closings, close))
        .routes(routes!(get_suspense_ageing))
        .routes(routes!(download_books))
}

/// Get the trial balance
///
/// Your postings summed by account and currency, money in suspense included. The day of booking counts.
#[utoipa::path(
    get, path = "/books/trial-balance", tag = "Books", params(TrialBalanceQuery),
    responses((status = 200, description = "The trial balance.", body = TrialBalanceView)),
    security(("api_key" = ["books:read"]))
)]
pub(crate) async fn get_trial_balance(
    caller: Caller<needs::BooksRead>,
    State(app): State<Arc<App>>,
    ApiQuery(query): ApiQuery<TrialBalanceQuery>,
) -> Result<Json<TrialBalanceView>, Problem> {
    let on = match query.on {
        Some(day) => day.0,
        None => caller.lender.day(app.now_for(&caller.lender).await?),
    };
    let rows = app.store.balances_on(caller.lender.id, persist::epoch_day(on)).await?;
    Ok(Json(views::trial_balance(on, &rows)?))
}

/// Get the end of the chain
///
/// Each entry's hash covers the entry before, so this one hash stands for all. Keep it elsewhere.
#[utoipa::path(
    get, path = "/books/chain", tag = "Books",
    responses((status = 200, description = "The end of the chain.", body = ChainView)),
    security(("api_key" = ["books:read"]))
)]
pub(crate) async fn get_chain(
    caller: Caller<needs::BooksRead>,
    State(app): State<Arc<App>>,
) -> Result<Json<ChainView>, Problem> {
    Ok(Json(views::chain(&app.store.book_head(caller.lender.id).await?)))
}

/// List closings
#[utoipa::path(
    get, path = "/books/closings", tag = "Books",
    responses((status = 200, description = "All closings, with their frozen trial balances.", body = ClosingList)),
    security(("api_key" = ["books:read"]))
)]
pub(crate) async fn list_closings(
    caller: Caller<needs::BooksRead>,
    State(app): State<Arc<App>>,
) -> Result<Json<ClosingList>, Problem> {
    let rows = app.store.closings(caller.lender.id).await?;
    Ok(Json(ClosingList { data: rows.iter().map(views::closing).collect::<Result<_, _>>()? }))
}

/// Close a period
///
/// For good: nothing is booked on the day or before it afterwards. Payments may still count for such a day; they
/// are booked when they come. The whole chain of entries is checked first.
#[utoipa::path(
    post, path = "/books/closings", tag = "Books", request_body = NewClosing,
    responses((status = 201, description = "The closing, with its frozen trial balance.", body = ClosingView)),
    security(("api_key" = ["books:write"]))
)]
pub(crate) async fn close(
    caller: Caller<needs::BooksWrite>,
    State(app): State<Arc<App>>,
    ApiJson(request): ApiJson<NewClosing>,
) -> Result<(StatusCode, Json<ClosingView>), Problem> {
    let closing = app.close_books(&caller.lender, request.through.0).await?;
    Ok((StatusCode::CREATED, Json(views::closing(&closing)?)))
}

/// Get the ageing of suspense
///
/// How long money that found no contract has been waiting.
#[utoipa::path(
    get, path = "/books/suspense-ageing", tag = "Books",
    responses((status = 200, description = "By age and currency.", body = SuspenseAgeingView)),
    security(("api_key" = ["books:read"]))
)]
pub(crate) async fn get_suspense_ageing(
    caller: Caller<needs::BooksRead>,
    State(app): State<Arc<App>>,
) -> Result<Json<SuspenseAgeingView>, Problem> {
    Ok(Json(views::suspense_ageing(&app.suspense_ageing(&caller.lender).await?)?))
}

/// Download the books
///
/// `entries`, `trial-balance`, `contracts` or `payments`, as `.csv` (RFC 4180, UTF-8) or `.parquet`. Entries are
/// chosen by the day of booking, contracts by the day the loan began, payments by the day they came. Amounts are
/// decimals. In CSV, a text that a spreadsheet would take for a formula has an apostrophe before it.
#[utoipa::path(
    get, path = "/books/{file}", tag = "Books",
    params(("file" = String, Path, description = "The file.", example = "entries.csv"), DownloadQuery),
    responses((status = 200, description = "The file.", content_type = "text/csv", body = String)),
    security(("api_key" = ["books:read"]))
)]
pub(crate) async fn download_books(
    caller: Caller<needs::BooksRead>,
    State(app): State<Arc<App>>,
    ApiPath(file): ApiPath<String>,
    ApiQuery(query): ApiQuery<DownloadQuery>,
) -> Result<Response, Problem> {
    let names = "file of the books: entries, trial-balance, contracts or payments, .csv or .parquet";
    let (export, format) = Export::of_file(&file).ok_or_else(|| Problem::not_found(names))?;
    let days = Days { from: query.from.map(|day| day.0), through: query.through.map(|day| day.0) };
    Ok(download(app, caller.lender, export, format, days))
}
