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
use ident::TransactionId;
use proof::Digest;
use serde::Deserialize;
use servicing::help::{AskedBy, Help, Wish};
use servicing::{Command, Contract};

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
    /// The digest of the plan that was chosen.
    #[serde(default)]
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
    let again = Again { wish: sent.wish, note: sent.note, imei: sent.imei, error: None };
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
    let command = acceptance(&found.contract, &sent.shown, pages.app.new_id());
    let done = holder::act(&pages, &found, &sent.imei, command).await;
    answer(&pages, &found, done, Again { imei: sent.imei, ..Again::default() }).await
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
    answer(&pages, &found, done, Again { imei: sent.imei, ..Again::default() }).await
}

/// The plan that was chosen. If the offer has no such plan, the rules say why nothing can be accepted.
fn acceptance(contract: &Contract, shown: &str, id: TransactionId) -> Command {
    let shown = Digest::try_from(shown.to_owned()).unwrap_or_else(|_| Digest::of(shown.as_bytes()));
    let offer = contract.help.open.as_ref().and_then(|request| request.offer.as_ref());
    let mut numbered = (1..).zip(offer.into_iter().flat_map(|offer| &offer.plans));
    let plan = numbered.find(|(_, plan)| plan.digest() == shown).map_or(1, |(number, _)| number);
    Command::AcceptPlan { plan, shown: Some(shown), id }
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
