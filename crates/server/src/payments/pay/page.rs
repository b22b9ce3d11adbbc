use askama::Template;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use data_encoding::BASE32_NOPAD;
use disclosure::Language;
use proof::documents::Contact;

use super::choices::{self, Choice};
use super::found::{self, Found};
use super::say::Say;
use super::settlement::Settlement;
use super::{Pages, words};
use crate::payments::sandbox;
use crate::web;

/// What is owed, and how to pay it.
#[derive(Template)]
#[template(path = "pay/page.html")]
struct Page<'a> {
    say: Say<'a>,
    lender: &'a str,
    contact: &'a Contact,
    model: &'a str,
    reference: &'a str,
    choices: Vec<Choice>,
    lifting: Option<String>,
    /// An offer to take less than is owed.
    settlement: Option<Settlement>,
    form: Option<PayForm>,
    /// Why the evidence was not handed out.
    unproved: Option<&'a str>,
    /// Whether the borrower may ask for help, or sees what came of it.
    hardship: bool,
    /// What the key-facts sheet is called in the borrower's language, and that language.
    key_facts: (String, &'static str),
}

/// The sandbox's form.
pub(super) struct PayForm {
    /// Names this payment, so that a form sent twice pays once.
    attempt: String,
    /// What was chosen before, if it was wrong.
    chosen: String,
    /// What was typed before.
    amount: String,
    /// What was wrong.
    error: Option<String>,
}

impl PayForm {
    /// What was sent, with what was wrong.
    pub(super) fn again(attempt: String, chosen: &str, amount: &str, error: &str) -> Self {
        let (chosen, amount) = (chosen.to_owned(), amount.to_owned());
        Self { attempt, chosen, amount, error: Some(error.to_owned()) }
    }
}

/// `GET /pay/{reference}`.
pub(super) async fn get(
    State(pages): State<Pages>,
    Path(reference): Path<String>,
    request: Request,
) -> Response {
    let found = match found::find(&pages, &reference, request.extensions()).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    fresh(&pages, &found, StatusCode::OK, None).await
}

/// The page, with why the evidence was not handed out.
pub(super) async fn again(pages: &Pages, found: &Found, status: StatusCode, unproved: &str) -> Response {
    fresh(pages, found, status, Some(unproved)).await
}

async fn fresh(pages: &Pages, found: &Found, status: StatusCode, unproved: Option<&str>) -> Response {
    match sandbox::is_open(&pages.app, &found.lender).await {
        Ok(is_open) => draw(status, found, is_open.then(|| blank(pages)), unproved),
        Err(error) => crate::Problem::from(error).into_response(),
    }
}

/// A form nobody has filled in.
fn blank(pages: &Pages) -> PayForm {
    let (chosen, amount) = (String::new(), String::new());
    PayForm { attempt: attempt(pages), chosen, amount, error: None }
}

/// A new name for a payment.
pub(super) fn attempt(pages: &Pages) -> String {
    BASE32_NOPAD.encode(&pages.app.random::<15>())
}

/// The page; with a form when there is a sandbox to pay with.
pub(super) fn show(status: StatusCode, found: &Found, form: Option<PayForm>) -> Response {
    draw(status, found, form, None)
}

fn draw(status: StatusCode, found: &Found, form: Option<PayForm>, unproved: Option<&str>) -> Response {
    let Found { lender, contract, today } = found;
    let mut form = form;
    let choices = choices::choices(contract, *today);
    if let Some(form) = &mut form
        && form.chosen.is_empty()
    {
        form.chosen = choices.first().map(|choice| choice.value.to_owned()).unwrap_or_default();
    }
    let language = Language::of(&contract.borrower.language);
    let page = Page {
        say: Say::english(contract),
        lender: &contract.lender_profile.name,
        contact: &lender.settings.contact,
        model: &contract.device.model,
        reference: &contract.payment_reference,
        lifting: choices::lifting(contract).map(words::money),
        settlement: Settlement::of(contract, *today),
        choices,
        form,
        unproved,
        hardship: contract.is_active() || contract.giving_back.is_some(),
        key_facts: (language.word("title"), language.tag()),
    };
    web::page(status, &page)
}
