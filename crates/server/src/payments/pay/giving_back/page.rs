use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use loan::returns::{Grade, ReturnCase, Stage};
use proof::documents::Contact;

use super::super::found::Found;
use super::super::words;
use crate::web;

#[derive(Template)]
#[template(path = "pay/return.html")]
struct Page<'a> {
    lender: &'a str,
    contact: &'a Contact,
    model: &'a str,
    reference: &'a str,
    error: Option<String>,
    /// What would pay everything today; `None` when nothing is owed.
    payoff: Option<String>,
    /// Whether a return can be asked for.
    may_ask: bool,
    /// Whether it can be withdrawn.
    is_open: bool,
    /// What happened so far: the day, and what.
    steps: Vec<(String, String)>,
    /// The written explanation, a line a fact.
    explanation: Vec<String>,
}

/// The page.
pub(super) fn show(found: &Found, status: StatusCode, error: Option<String>) -> Response {
    let Found { lender, contract, today } = found;
    let case = contract.giving_back.as_ref();
    let is_open = case.is_some_and(ReturnCase::is_open);
    let runs = contract.is_active() && !contract.account.is_settled();
    let payoff = contract.account.payoff_quote(*today).total;
    let page = Page {
        lender: &contract.lender_profile.name,
        contact: &lender.settings.contact,
        model: &contract.device.model,
        reference: &contract.payment_reference,
        error,
        payoff: payoff.is_positive().then(|| words::money(payoff)),
        may_ask: runs && !is_open && !case.is_some_and(is_closed),
        is_open: is_open && contract.is_active(),
        steps: case.map(|case| case.stages().map(step).collect()).unwrap_or_default(),
        explanation: case.map(explanation).unwrap_or_default(),
    };
    web::page(status, &page)
}

const fn is_closed(case: &ReturnCase) -> bool {
    matches!(case.stage(), Stage::Closed { .. })
}

/// The last written explanation.
fn explanation(case: &ReturnCase) -> Vec<String> {
    let stated = case.stages().filter_map(|stage| match stage {
        Stage::Valued { statement, .. } => Some(statement.explanation()),
        _ => None,
    });
    stated.last().unwrap_or_default()
}

fn step(stage: &Stage) -> (String, String) {
    let what = match stage {
        Stage::Requested { .. } => "You asked to give the phone back.".to_owned(),
        Stage::Appointed { day, place, .. } => {
            format!("It was agreed that you hand it over on {}: {place}", words::day(*day))
        }
        Stage::Received { .. } => "You handed it over. Nothing can restrict it any more.".to_owned(),
        Stage::Inspected { grade, note, .. } => {
            format!("It was looked at: grade {grade}, {}. {note}", condition(*grade))
        }
        Stage::Valued { .. } => "You were told what it counts for.".to_owned(),
        Stage::Closed { .. } => "Your account was settled by it.".to_owned(),
        Stage::Withdrawn { .. } => "You keep the phone.".to_owned(),
    };
    (words::day(stage.on()), what)
}

const fn condition(grade: Grade) -> &'static str {
    match grade {
        Grade::A => "works and has no marks",
        Grade::B => "works and has light marks of use",
        Grade::C => "works and has heavy marks or a worn part",
        Grade::D => "broken",
    }
}
