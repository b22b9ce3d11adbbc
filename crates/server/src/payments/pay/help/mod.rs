//! "I can't pay now": the borrower asks, sees what the lender offers beside the plan as it stands, and accepts one
//! plan or none.

mod comparison;
mod page;
mod wishes;

use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, Request, State};
use axum::http::{Extensions, HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use proof::Digest;
use serde::Deserialize;
use servicing::Command;
use servicing::help::{AskedBy, Help, Wish};

use self::page::Again;
use super::Pages;
use super::found::{self, Found};
use super::holder::{self, Declined};
use super::say::Say;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    imei: String,
    #[serde(default)]
    wish: String,
    #[serde(default)]
    note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Accepted {
    imei: String,
    plan: u8,
    shown: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Withdrawn {
    imei: String,
}

/// `GET /pay/{reference}/help`.
pub(super) async fn get(
    State(pages): State<Pages>,
    Path(reference): Path<String>,
    request: Request,
) -> Response {
    match found::find(&pages, &reference, request.extensions()).await {
        Ok(found) => page::show(&pages, &found, StatusCode::OK, Again::default()).await,
        Err(response) => response,
    }
}

/// `POST /pay/{reference}/help`: asks.
pub(super) async fn ask(
    State(pages): State<Pages>,
    Path(reference): Path<String>,
    extensions: Extensions,
    headers: HeaderMap,
    sent: Result<Form<Asked>, FormRejection>,
) -> Response {
    let (found, sent) = match holder::open(&pages, &reference, &extensions, &headers, sent).await {
        Ok(opened) => opened,
        Err(response) => return response,
    };
    let done = match command(&Say::of(&found.contract), &sent) {
        Ok(command) => holder::act(&pages, &found, &sent.imei, command).await,
        Err(declined) => Err(declined),
    };
    let again = Again { wish: sent.wish, note: sent.note, error: None };
    answer(&pages, &found, done, again).await
}

/// `POST /pay/{reference}/help/accept`: accepts a plan as it was shown.
pub(super) async fn accept(
    State(pages): State<Pages>,
    Path(reference): Path<String>,
    extensions: Extensions,
    headers: HeaderMap,
    sent: Result<Form<Accepted>, FormRejection>,
) -> Response {
    let (found, sent) = match holder::open(&pages, &reference, &extensions, &headers, sent).await {
        Ok(opened) => opened,
        Err(response) => return response,
    };
    // What is no digest is no plan's either.
    let shown = Digest::try_from(sent.shown.clone()).unwrap_or_else(|_| Digest::of(sent.shown.as_bytes()));
    let command = Command::AcceptPlan { plan: sent.plan, shown: Some(shown), id: pages.app.new_id() };
    let done = holder::act(&pages, &found, &sent.imei, command).await;
    answer(&pages, &found, done, Again::default()).await
}

/// `POST /pay/{reference}/help/withdraw`: no help is needed any more.
pub(super) async fn withdraw(
    State(pages): State<Pages>,
    Path(reference): Path<String>,
    extensions: Extensions,
    headers: HeaderMap,
    sent: Result<Form<Withdrawn>, FormRejection>,
) -> Response {
    let (found, sent) = match holder::open(&pages, &reference, &extensions, &headers, sent).await {
        Ok(opened) => opened,
        Err(response) => return response,
    };
    let done = holder::act(&pages, &found, &sent.imei, Command::EndHelp { withdrawn: true }).await;
    answer(&pages, &found, done, Again::default()).await
}

fn command(say: &Say<'_>, sent: &Asked) -> Result<Command, Declined> {
    let wish = Wish::of(&sent.wish).ok_or_else(|| Declined::input(say.word("refused-wish")))?;
    let note = sent.note.trim();
    if note.chars().count() > Help::LONGEST_NOTE {
        return Err(Declined::input(say.count("refused-note", Help::LONGEST_NOTE)));
    }
    let note = (!note.is_empty()).then(|| note.to_owned());
    Ok(Command::AskForHelp { by: AskedBy::Borrower, wish, note })
}

async fn answer(pages: &Pages, found: &Found, done: Result<(), Declined>, again: Again) -> Response {
    match done {
        Ok(()) => Redirect::to(&format!("/pay/{}/help", found.contract.payment_reference)).into_response(),
        Err(Declined::Problem(problem)) => problem.into_response(),
        Err(Declined::Said(status, why)) => {
            page::show(pages, found, status, Again { error: Some(why), ..again }).await
        }
    }
}
