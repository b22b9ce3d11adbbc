use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use money::MoneyError;
use proof::documents::Contact;
use servicing::Contract;
use servicing::help::{HelpOutcome, HelpRequest};

use super::super::found::Found;
use super::super::{Pages, words};
use super::comparison::Comparison;
use super::wishes;
use crate::{Problem, web};

/// What was typed before, with what was wrong.
#[derive(Default)]
pub(super) struct Again {
    pub(super) wish: String,
    pub(super) note: String,
    pub(super) error: Option<String>,
}

#[derive(Template)]
#[template(path = "pay/help.html")]
struct Page<'a> {
    lender: &'a str,
    contact: &'a Contact,
    model: &'a str,
    reference: &'a str,
    wishes: Vec<(&'static str, &'static str)>,
    max_note: usize,
    again: Again,
    state: State,
}

/// Where the borrower stands.
enum State {
    /// Nothing is owed.
    Paid,
    /// The contract no longer runs.
    Over,
    /// May ask, after a plan that was agreed or not.
    Free(Option<Agreed>),
    /// Asked in vain before; the day from which to ask again.
    Later(String),
    /// Asked, and no offer that binds the lender yet.
    Waiting(Request),
    /// May accept.
    Offered(Request, Comparison),
}

/// What was asked for.
struct Request {
    asked_on: String,
    wish: &'static str,
}

/// A plan that was accepted, and what it comes to now.
struct Agreed {
    on: String,
    /// Due date and what is left of the installment.
    schedule: Vec<(String, String)>,
    left: String,
}

/// The page.
pub(super) async fn show(pages: &Pages, found: &Found, status: StatusCode, again: Again) -> Response {
    let now = match pages.app.now_for(&found.lender).await {
        Ok(now) => now,
        Err(error) => return Problem::from(error).into_response(),
    };
    let contract = &found.contract;
    match state(found, now) {
        Ok(state) => {
            let page = Page {
                lender: &contract.lender_profile.name,
                contact: &found.lender.settings.contact,
                model: &contract.device.model,
                reference: &contract.payment_reference,
                wishes: wishes::all(),
                max_note: servicing::help::Help::LONGEST_NOTE,
                again,
                state,
            };
            web::page(status, &page)
        }
        Err(error) => {
            tracing::error!(contract = %contract.id, %error, "an offer could not be shown");
            Problem::unavailable().into_response()
        }
    }
}

fn state(found: &Found, now: Timestamp) -> Result<State, MoneyError> {
    let Found { contract, today, .. } = found;
    if contract.account.is_settled() {
        return Ok(State::Paid);
    }
    if !contract.is_active() {
        return Ok(State::Over);
    }
    if let Some(open) = &contract.help.open {
        let request = asked(contract, open);
        return Ok(match open.offer.as_ref().filter(|offer| offer.is_binding()) {
            Some(offer) => State::Offered(request, Comparison::of(contract, offer, *today)?),
            None => State::Waiting(request),
        });
    }
    Ok(match contract.help.again_from(now) {
        Some(from) => State::Later(words::day(contract.day(from))),
        None => State::Free(agreed(contract)),
    })
}

fn asked(contract: &Contract, request: &HelpRequest) -> Request {
    Request { asked_on: words::day(contract.day(request.asked_at)), wish: wishes::plain(request.wish) }
}

/// The plan that the last request brought, as it stands now.
fn agreed(contract: &Contract) -> Option<Agreed> {
    let last = contract.help.ended.last().filter(|ended| ended.outcome == HelpOutcome::Accepted)?;
    let states = contract.account.installment_states().into_iter();
    let open = states.filter(|state| state.outstanding.is_positive());
    Some(Agreed {
        on: words::day(contract.day(last.ended_at)),
        schedule: open.map(|state| (words::day(state.due_on), words::money(state.outstanding))).collect(),
        left: words::money(contract.account.outstanding()),
    })
}
