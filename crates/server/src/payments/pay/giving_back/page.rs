use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use loan::returns::{Grade, ReturnCase, Stage};
use money::MoneyError;
use proof::documents::Contact;

use super::super::found::Found;
use super::super::say::Say;
use crate::{Problem, web};

#[derive(Template)]
#[template(path = "pay/return.html")]
struct Page<'a> {
    say: Say<'a>,
    lender: &'a str,
    contact: &'a Contact,
    reference: &'a str,
    error: Option<String>,
    /// The number that was typed before.
    typed: String,
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

/// The page, again with what was wrong and the number that was typed.
pub(super) fn show(found: &Found, status: StatusCode, again: Option<(String, &str)>) -> Response {
    let Found { lender, contract, today } = found;
    let case = contract.giving_back.as_ref();
    let is_open = case.is_some_and(ReturnCase::is_open);
    let runs = contract.is_active() && !contract.account.is_settled();
    let say = Say::of(contract);
    let payoff = contract.account.payoff_quote(*today).total;
    let explained = case.map_or(Ok(Vec::new()), |case| explanation(case, &say));
    let Ok(explanation) = explained else { return Problem::unavailable().into_response() };
    let (error, typed) = again.map_or((None, ""), |(why, typed)| (Some(why), typed));
    let page = Page {
        say,
        lender: &contract.lender_profile.name,
        contact: &lender.settings.contact,
        reference: &contract.payment_reference,
        error,
        typed: typed.to_owned(),
        payoff: payoff
            .is_positive()
            .then(|| say.with("return-payoff", "amount", &say.language.amount(payoff))),
        may_ask: runs && !is_open && !case.is_some_and(is_closed),
        is_open: is_open && (contract.is_active() || contract.return_outlives_it()),
        steps: case.map(|case| case.stages().map(|stage| step(&say, stage)).collect()).unwrap_or_default(),
        explanation,
    };
    web::page(status, &page)
}

const fn is_closed(case: &ReturnCase) -> bool {
    matches!(case.stage(), Stage::Closed { .. })
}

/// The last written explanation.
fn explanation(case: &ReturnCase, say: &Say<'_>) -> Result<Vec<String>, MoneyError> {
    let stated = case.stages().filter_map(|stage| match stage {
        Stage::Valued { statement, .. } => Some(statement),
        _ => None,
    });
    stated
        .last()
        .map_or(Ok(Vec::new()), |statement| disclosure::explanation(statement, say.lender, say.language))
}

fn step(say: &Say<'_>, stage: &Stage) -> (String, String) {
    let what = match stage {
        Stage::Requested { .. } => say.word("return-requested"),
        Stage::Appointed { day, place, .. } => {
            let day = say.language.day(*day);
            say.language.with("return-appointed", [("day", day.into()), ("place", place.as_str().into())])
        }
        Stage::Received { .. } => say.word("return-received"),
        Stage::Inspected { grade, note, .. } => {
            let condition = say.word(condition(*grade));
            let told = [
                ("grade", grade.as_str().into()),
                ("condition", condition.into()),
                ("note", note.as_str().into()),
            ];
            say.language.with("return-inspected", told)
        }
        Stage::Valued { .. } => say.word("return-valued"),
        Stage::Closed { .. } => say.word("return-closed"),
        Stage::Withdrawn { .. } => say.word("return-withdrawn"),
    };
    (say.language.day(stage.on()), what)
}

const fn condition(grade: Grade) -> &'static str {
    match grade {
        Grade::A => "grade-a",
        Grade::B => "grade-b",
        Grade::C => "grade-c",
        Grade::D => "grade-d",
    }
}
