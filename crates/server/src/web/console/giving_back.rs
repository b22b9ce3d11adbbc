//! A voluntary return, step by step. What the phone counts for is looked at before the borrower is told.

use std::sync::Arc;

use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use disclosure::Language;
use jiff::civil::Date;
use loan::returns::{Expense, ExpenseKind, ReturnFacts, ReturnStatement};
use proof::Digest;
use serde::Deserialize;
use servicing::giving_back::ReturnStep;
use servicing::{Command, Contract};

use super::Console;
use super::actions::perform;
use super::contract::{self, Banner, Filled, Shown, Valued};
use super::denied::Denied;
use super::signed_in::SignedIn;
use super::typed::{Typed, Wrong};

/// What a return may cost, as fields of the form.
pub(super) const EXPENSES: [(ExpenseKind, &str, &str); 5] = [
    (ExpenseKind::Retaking, "retaking", "Fetching it"),
    (ExpenseKind::Holding, "holding", "Storing it"),
    (ExpenseKind::Preparing, "preparing", "Preparing it for sale"),
    (ExpenseKind::Processing, "processing", "Handling and paperwork"),
    (ExpenseKind::Disposing, "disposing", "Selling it"),
];
/// The most characters of a place or a note.
const MOST: usize = 300;

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Step {
    Request,
    Appoint,
    Receive,
    Inspect,
    Value,
    Close,
    Withdraw,
}

/// `POST /console/contracts/{id}/return`.
pub(super) async fn advance(
    State(console): State<Arc<Console>>,
    me: SignedIn,
    Path(id): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Denied> {
    me.check_form(typed.get("csrf"))?;
    let (lender, contract) = me.contract(&console, &id).await?;
    let today = contract.day(console.app.now_for(&lender).await?);
    let (status, banner, filled) = match read(&console, &typed, &contract, today) {
        Err(wrong) => {
            (StatusCode::UNPROCESSABLE_ENTITY, None, Filled { wrong: Some(wrong), ..filled(typed) })
        }
        Ok(Read::Look(valued)) => (StatusCode::OK, None, Filled { valued: Some(valued), ..filled(typed) }),
        Ok(Read::Step(step)) => {
            let command = Command::AdvanceReturn { step };
            match perform(&console, &me, &lender, &contract, command, "return-advanced").await? {
                None => {
                    let back = format!("/console/contracts/{}?done=return-advanced#return", contract.id);
                    return Ok(Redirect::to(&back).into_response());
                }
                Some(refusal) => (StatusCode::CONFLICT, Some(Banner::refused(&refusal)), filled(typed)),
            }
        }
    };
    let shown = Shown { banner, filled, ..Shown::default() };
    contract::show_with(&console, me, &lender, &contract, status, shown).await
}

fn filled(typed: Typed) -> Filled {
    Filled { typed, ..Filled::default() }
}

/// What the form asks for.
enum Read {
    /// The next step.
    Step(ReturnStep),
    /// What it would come to, to look at first.
    Look(Valued),
}

fn read(console: &Console, typed: &Typed, contract: &Contract, today: Date) -> Result<Read, Wrong> {
    Ok(Read::Step(match typed.word("step")? {
        Step::Request => ReturnStep::Request,
        Step::Appoint => ReturnStep::Appoint { day: typed.day("day")?, place: typed.text("place", MOST)? },
        Step::Receive => ReturnStep::Receive,
        Step::Inspect => ReturnStep::Inspect { grade: typed.word("grade")?, note: typed.text("note", MOST)? },
        Step::Value => return value(typed, contract, today),
        Step::Close => ReturnStep::Close { rebate: console.app.new_id(), settlement: console.app.new_id() },
        Step::Withdraw => ReturnStep::Withdraw,
    }))
}

/// The step once its figures were looked at, and the figures before.
fn value(typed: &Typed, contract: &Contract, today: Date) -> Result<Read, Wrong> {
    let currency = contract.currency();
    if typed.get("proceeds").is_empty() {
        return Err(Wrong::new("proceeds", "Write an amount; 0 if it counts for nothing."));
    }
    let proceeds = typed.amount("proceeds", currency)?;
    let mut expenses = Vec::new();
    for (kind, field, _) in EXPENSES {
        let amount = typed.amount(field, currency)?;
        expenses.extend((!amount.is_zero()).then_some(Expense { kind, amount }));
    }
    let payoff = contract.account.payoff_quote(today);
    let facts = ReturnFacts { payoff, proceeds, expenses: expenses.clone(), credits: Vec::new(), cap: None };
    let statement = ReturnStatement::of(facts).map_err(|error| Wrong::new("proceeds", &error.to_string()))?;
    let lines = disclosure::explanation(&statement, &contract.lender_profile.name, Language::English)
        .map_err(|error| Wrong::new("proceeds", &error.to_string()))?;
    let shown = Digest::of(lines.join("\n").as_bytes()).to_string();
    if typed.get("shown") == shown {
        Ok(Read::Step(ReturnStep::Value { proceeds, expenses, credits: Vec::new(), cap: None }))
    } else {
        Ok(Read::Look(Valued { lines, shown }))
    }
}
