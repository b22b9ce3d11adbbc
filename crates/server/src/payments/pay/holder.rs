//! What changes something is for whoever holds the phone: the reference alone only shows.

use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::http::{Extensions, HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use disclosure::Language;
use ident::Imei;
use servicing::{Command, Contract, Refusal};

use super::found::{self, Found};
use super::say::Say;
use super::{Pages, origin};
use crate::{ExecuteError, Problem};

/// Why a form changed nothing.
pub(super) enum Declined {
    /// The borrower can read why.
    Said(StatusCode, String),
    Problem(Problem),
}

impl Declined {
    /// Something typed is wrong.
    pub(super) fn input(why: impl Into<String>) -> Self {
        Self::Said(StatusCode::UNPROCESSABLE_ENTITY, why.into())
    }
}

/// Whether it is one of the phone's numbers, as people type it.
pub(super) fn is_of_phone(typed: &str, contract: &Contract) -> bool {
    let digits: String = typed.chars().filter(|c| !matches!(c, ' ' | '-' | '/')).take(64).collect();
    digits.parse::<Imei>().is_ok_and(|imei| contract.device.imeis.contains(&imei))
}

/// The contract of a form that was sent from one of our own pages, and the form.
pub(super) async fn open<T>(
    pages: &Pages,
    reference: &str,
    extensions: &Extensions,
    headers: &HeaderMap,
    sent: Result<Form<T>, FormRejection>,
) -> Result<(Found, T), Response> {
    if !origin::is_own(headers, &pages.app.config.public_url) {
        return Err(Problem::forbidden("this form is sent from its own page only").into_response());
    }
    let Form(sent) = sent.map_err(|rejection| Problem::malformed(rejection.body_text()).into_response())?;
    Ok((found::find(pages, reference, extensions).await?, sent))
}

/// Has a command of the borrower carried out.
pub(super) async fn act(pages: &Pages, found: &Found, imei: &str, command: Command) -> Result<(), Declined> {
    if !is_of_phone(imei, &found.contract) {
        return Err(Declined::input(Say::of(&found.contract).word("refused-imei")));
    }
    match pages.app.execute(&found.lender, found.contract.id, command, &|_, _| ()).await {
        Ok(_) => Ok(()),
        Err(ExecuteError::Refused(refusal)) => {
            Err(Declined::Said(StatusCode::CONFLICT, said(&refusal, &found.contract)))
        }
        Err(error) => Err(Declined::Problem(error.into())),
    }
}

/// A refusal as a sentence for the borrower.
fn said(refusal: &Refusal, contract: &Contract) -> String {
    let say = Say::of(contract);
    match refusal {
        Refusal::HelpAsked => say.word("refused-asked"),
        Refusal::HelpAgain(from) => say.on("refused-again", contract.day(*from)),
        Refusal::ReturnAgain(from) => say.on("refused-return-again", *from),
        Refusal::OfferLapsed(last) => say.on("refused-lapsed", *last),
        Refusal::OtherOffer => say.word("refused-other-offer"),
        Refusal::PlanChanged => say.word("refused-changed"),
        // The other reasons exist in English only.
        other if say.language == Language::English => sentence(&other.to_string()),
        Refusal::NoHelpAsked | Refusal::NoOffer | Refusal::OfferNotApproved | Refusal::NoSuchPlan(_) => {
            say.word("refused-no-offer")
        }
        _ => say.word("refused-else"),
    }
}

/// With a capital letter and a full stop.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}
