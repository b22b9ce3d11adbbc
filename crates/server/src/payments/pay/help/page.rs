use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use loan::InstallmentState;
use money::MoneyError;
use proof::documents::Contact;
use servicing::Contract;
use servicing::help::{HelpOutcome, HelpRequest};

use super::super::Pages;
use super::super::found::Found;
use super::super::say::Say;
use super::comparison::Comparison;
use super::wishes;
use crate::{Problem, web};

/// What was typed before, with what was wrong.
#[derive(Default)]
pub(super) struct Again {
    pub(super) wish: String,
    pub(super) note: String,
    pub(super) imei: String,
    pub(super) error: Option<String>,
}

#[derive(Template)]
#[template(path = "pay/help.html")]
struct Page<'a> {
    say: Say<'a>,
    lender: &'a str,
    contact: &'a Contact,
    reference: &'a str,
    wishes: Vec<(&'static str, String)>,
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
    /// Asked in vain before; from when to ask again.
    Later(String),
    /// Asked, and no offer that binds the lender yet.
    Waiting(Request),
    /// May accept.
    Offered(Request, Comparison),
}

/// When it was asked, and what for: labels and values.
type Request = [(String, String); 2];

/// A plan that was accepted, and what it comes to now.
struct Agreed {
    lead: String,
    note: String,
    /// Due date and what is left of the installment.
    schedule: Vec<(String, String)>,
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
            let say = Say::of(contract);
            let page = Page {
                say,
                lender: &contract.lender_profile.name,
                contact: &found.lender.settings.contact,
                reference: &contract.payment_reference,
                wishes: wishes::all(&say),
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
    let say = Say::of(contract);
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
        Some(from) => State::Later(say.on("help-later", contract.day(from))),
        None => State::Free(agreed(contract)),
    })
}

fn asked(contract: &Contract, request: &HelpRequest) -> Request {
    let say = Say::of(contract);
    let day = say.language.day(contract.day(request.asked_at));
    [(say.word("help-asked-on"), day), (say.word("help-asked-for"), wishes::plain(&say, request.wish))]
}

/// The plan that the last request brought, as it stands now.
fn agreed(contract: &Contract) -> Option<Agreed> {
    let say = Say::of(contract);
    let last = contract.help.ended.last().filter(|ended| ended.outcome == HelpOutcome::Accepted)?;
    let states = contract.account.installment_states().into_iter();
    let open = states.filter(|state| state.outstanding.is_positive());
    let row =
        |state: InstallmentState| (say.language.day(state.due_on), say.language.amount(state.outstanding));
    let left = say.language.amount(contract.account.outstanding());
    Some(Agreed {
        lead: say.on("help-agreed-on", contract.day(last.ended_at)),
        note: say.with("help-agreed-note", "amount", &left),
        schedule: open.map(row).collect(),
    })
}
