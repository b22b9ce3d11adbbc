//! "Give the phone back": the borrower asks, sees where the return stands, and may keep the phone after all.

mod page;

use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, Request, State};
use axum::http::{Extensions, HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use servicing::Command;
use servicing::giving_back::ReturnStep;

use super::Pages;
use super::found;
use super::holder::{self, Declined};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sent {
    imei: String,
}

/// `GET /pay/{reference}/return`.
pub(super) async fn get(
    State(pages): State<Pages>,
    Path(reference): Path<String>,
    request: Request,
) -> Response {
    match found::find(&pages, &reference, request.extensions()).await {
        Ok(found) => page::show(&found, StatusCode::OK, None),
        Err(response) => response,
    }
}

/// `POST /pay/{reference}/return`: asks to give the phone back.
pub(super) async fn request(
    State(pages): State<Pages>,
    Path(reference): Path<String>,
    extensions: Extensions,
    headers: HeaderMap,
    sent: Result<Form<Sent>, FormRejection>,
) -> Response {
    match holder::open(&pages, &reference, &extensions, &headers, sent).await {
        Ok((found, sent)) => advance(&pages, &found, &sent.imei, ReturnStep::Request).await,
        Err(response) => response,
    }
}

/// `POST /pay/{reference}/return/withdraw`: the borrower keeps the phone.
pub(super) async fn withdraw(
    State(pages): State<Pages>,
    Path(reference): Path<String>,
    extensions: Extensions,
    headers: HeaderMap,
    sent: Result<Form<Sent>, FormRejection>,
) -> Response {
    match holder::open(&pages, &reference, &extensions, &headers, sent).await {
        Ok((found, sent)) => advance(&pages, &found, &sent.imei, ReturnStep::Withdraw).await,
        Err(response) => response,
    }
}

async fn advance(pages: &Pages, found: &found::Found, imei: &str, step: ReturnStep) -> Response {
    match holder::act(pages, found, imei, Command::AdvanceReturn { step }).await {
        Ok(()) => Redirect::to(&format!("/pay/{}/return", found.contract.payment_reference)).into_response(),
        Err(Declined::Problem(problem)) => problem.into_response(),
        Err(Declined::Said(status, why)) => page::show(found, status, Some((why, imei))),
    }
}
