use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::http::{Extensions, HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use money::Money;
use serde::Deserialize;
use servicing::Command;

use super::choices::{self, EVERYTHING, OTHER};
use super::found::Found;
use super::page::{self, PayForm};
use super::settlement::{self, SETTLEMENT};
use super::{Pages, holder};
use crate::payments::sandbox;
use crate::{ExecuteError, Problem};

/// What the form sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sent {
    choice: String,
    #[serde(default)]
    amount: String,
    attempt: String,
}

/// Why a form did not pay.
enum Fault {
    /// The borrower can put it right.
    Input(StatusCode, String),
    Problem(Problem),
}

/// `POST /pay/{reference}`: pays by the sandbox. Only a test lender has one.
pub(super) async fn post(
    State(pages): State<Pages>,
    Path(reference): Path<String>,
    extensions: Extensions,
    headers: HeaderMap,
    sent: Result<Form<Sent>, FormRejection>,
) -> Response {
    let (found, sent) = match holder::open(&pages, &reference, &extensions, &headers, sent).await {
        Ok(opened) => opened,
        Err(response) => return response,
    };
    match pay(&pages, &found, &sent).await {
        Ok(to) => Redirect::to(&to).into_response(),
        Err(Fault::Problem(problem)) => problem.into_response(),
        Err(Fault::Input(status, error)) => {
            // Nobody typed the amount of an offer.
            let typed = if sent.choice == SETTLEMENT { "" } else { &sent.amount };
            let form = PayForm::again(page::attempt(&pages), &sent.choice, typed, &error);
            page::show(status, &found, Some(form))
        }
    }
}

/// Pays and says where to read what came of it.
async fn pay(pages: &Pages, found: &Found, sent: &Sent) -> Result<String, Fault> {
    let (app, reference) = (&pages.app, &found.contract.payment_reference);
    if sent.attempt.len() > 64 || !sent.attempt.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Err(Problem::invalid("attempt", "this form was changed; open the page again").into());
    }
    if !sandbox::is_open(app, &found.lender).await.map_err(Problem::from)? {
        return Err(Problem::not_found("rail").into());
    }
    let money = amount(found, sent).map_err(|text| Fault::Input(StatusCode::UNPROCESSABLE_ENTITY, text))?;
    if sent.choice == EVERYTHING {
        agree(pages, found).await?;
    }
    let answer = sandbox::pay(app, &found.lender, reference, money, &sent.attempt).await?;
    match (answer.status, answer.outcome, answer.payment) {
        (_, "conflict", _) => {
            let text = "This form was used for another amount before. Choose again.".to_owned();
            Err(Fault::Input(StatusCode::CONFLICT, text))
        }
        (StatusCode::OK, _, Some(payment)) => Ok(format!("/pay/{reference}/done?payment={payment}")),
        (StatusCode::ACCEPTED, ..) => Ok(format!("/pay/{reference}/done")),
        _ => Err(Fault::Input(StatusCode::UNPROCESSABLE_ENTITY, answer.detail.unwrap_or_default())),
    }
}

/// How much was chosen.
fn amount(found: &Found, sent: &Sent) -> Result<Money, String> {
    let Found { contract, today, .. } = found;
    if sent.choice == OTHER {
        let money =
            Money::parse(sent.amount.trim(), contract.currency()).map_err(|error| error.to_string())?;
        return if money.is_positive() { Ok(money) } else { Err("An amount is above zero.".to_owned()) };
    }
    if sent.choice == SETTLEMENT {
        let offered = settlement::to_pay(contract, *today);
        let shown = Money::parse(sent.amount.trim(), contract.currency()).ok();
        let over = || "The offer to settle is over, or has changed. Choose again.".to_owned();
        return offered.filter(|offered| Some(*offered) == shown).ok_or_else(over);
    }
    let mut choices = choices::choices(contract, *today).into_iter();
    let chosen = choices.find(|choice| choice.value == sent.choice);
    chosen.map(|choice| choice.money).ok_or_else(|| "The amounts have changed. Choose again.".to_owned())
}

/// Paying everything settles for the smaller amount that was shown, which takes an agreement. One in force stays.
async fn agree(pages: &Pages, found: &Found) -> Result<(), Fault> {
    let Found { lender, contract, today } = found;
    if contract.payoff.is_some_and(|agreed| *today <= agreed.valid_through) || !contract.is_active() {
        return Ok(());
    }
    let command = Command::AgreePayoff { valid_through: *today };
    match pages.app.execute(lender, contract.id, command, &|_, _| ()).await {
        Ok(_) | Err(ExecuteError::Refused(_)) => Ok(()),
        Err(error) => Err(Fault::Problem(error.into())),
    }
}

impl From<Problem> for Fault {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}
