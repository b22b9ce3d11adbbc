//! Requests for help: asked for the borrower, answered with plans that are looked at before they are offered,
//! approved, declined.

mod draft;
mod form;
mod kinds;
mod page;
mod standing;

use std::sync::Arc;

use axum::extract::{Form, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use proof::Digest;
use servicing::help::{AskedBy, Help, Wish};
use servicing::{Command, Contract, Refusal};

use super::Console;
use super::actions::{Plain, act, perform};
use super::contract::Banner;
use super::denied::Denied;
use super::signed_in::SignedIn;
use super::typed::{Typed, Wrong};
use crate::LenderContext;

use draft::Draft;
use page::Shown;

/// `GET /console/contracts/{id}/help`, with plans to look at.
pub(super) async fn get(
    State(console): State<Arc<Console>>,
    me: SignedIn,
    Path(id): Path<String>,
    Query(typed): Query<Typed>,
) -> Result<Response, Denied> {
    let (lender, contract) = me.contract(&console, &id).await?;
    let today = contract.day(console.app.now_for(&lender).await?);
    let draft = (typed.get("preview") == "1").then(|| Draft::of(&typed, &contract, today));
    let is_wrong = draft.as_ref().is_some_and(|draft| !draft.wrong.is_empty());
    let status = if is_wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let banner = Banner::done(typed.get("done"));
    let shown = Shown { banner, draft, typed, ..Shown::default() };
    page::show(&console, me, &lender, &contract, status, shown).await
}

/// `POST /console/contracts/{id}/help`: for a borrower who called.
pub(super) async fn ask(
    State(console): State<Arc<Console>>,
    me: SignedIn,
    Path(id): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Denied> {
    me.check_form(typed.get("csrf"))?;
    let (lender, contract) = me.contract(&console, &id).await?;
    let asked = asked(&typed);
    let (status, shown) = match asked {
        Err(wrong) => {
            (StatusCode::UNPROCESSABLE_ENTITY, Shown { wrong: Some(wrong), typed, ..Shown::default() })
        }
        Ok(command) => match perform(&console, &me, &lender, &contract, command, "help-asked").await? {
            None => return Ok(back(&contract, "help-asked")),
            Some(refusal) => (StatusCode::CONFLICT, refused(&refusal, typed)),
        },
    };
    page::show(&console, me, &lender, &contract, status, shown).await
}

fn asked(typed: &Typed) -> Result<Command, Wrong> {
    let wish: Wish = typed.word("wish")?;
    let note = match typed.get("note") {
        "" => None,
        _ => Some(typed.text("note", Help::LONGEST_NOTE)?),
    };
    Ok(Command::AskForHelp { by: AskedBy::Agent, wish, note })
}

/// `POST /console/contracts/{id}/help/offer`: the plans as they were looked at. The operator's own yes is the first.
pub(super) async fn offer(
    State(console): State<Arc<Console>>,
    me: SignedIn,
    Path(id): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Denied> {
    me.check_form(typed.get("csrf"))?;
    let (lender, contract) = me.contract(&console, &id).await?;
    let today = contract.day(console.app.now_for(&lender).await?);
    let draft = Draft::of(&typed, &contract, today);
    let (status, shown) = match offered(&typed, &draft, &me, &lender) {
        Err(wrong) => {
            let wrong = draft.wrong.is_empty().then_some(wrong);
            (StatusCode::UNPROCESSABLE_ENTITY, Shown { draft: Some(draft), wrong, typed, ..Shown::default() })
        }
        Ok(command) => match perform(&console, &me, &lender, &contract, command, "plans-offered").await? {
            None => return Ok(back(&contract, "plans-offered")),
            Some(refusal @ Refusal::OfferDay(_)) => {
                let wrong = Some(Wrong::new("valid_through", &refusal.to_string()));
                (StatusCode::CONFLICT, Shown { draft: Some(draft), wrong, typed, ..Shown::default() })
            }
            Some(refusal) => (StatusCode::CONFLICT, Shown { draft: Some(draft), ..refused(&refusal, typed) }),
        },
    };
    page::show(&console, me, &lender, &contract, status, shown).await
}

fn offered(typed: &Typed, draft: &Draft, me: &SignedIn, lender: &LenderContext) -> Result<Command, Wrong> {
    let shown = draft.digest().map(|digest| digest.to_string());
    if shown.as_deref() != Some(typed.get("shown")) {
        return Err(Wrong::new("shown", "The figures have changed since. Read them again before you offer."));
    }
    Ok(Command::OfferPlans {
        changes: draft.quotes.iter().map(|(_, quote)| quote.change.clone()).collect(),
        valid_through: typed.day("valid_through")?,
        by: Some(me.operator.id),
        rule: lender.settings.concession_approvals,
    })
}

/// `POST /console/contracts/{id}/help/approve`: the offer that was read. Whoever can make operators must not be able to
/// make approvals: the operator was there before the offer.
pub(super) async fn approve(
    State(console): State<Arc<Console>>,
    me: SignedIn,
    Path(id): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Denied> {
    me.check_form(typed.get("csrf"))?;
    let (lender, contract) = me.contract(&console, &id).await?;
    let shown = if is_too_new(&me, &lender, &contract) {
        Shown { banner: Some(Banner::too_new()), ..Shown::default() }
    } else {
        // What is no digest is no offer's either.
        let read = typed.get("shown");
        let read = Digest::try_from(read.to_owned()).unwrap_or_else(|_| Digest::of(read.as_bytes()));
        let command = Command::ApprovePlans { by: me.operator.id, shown: read };
        match perform(&console, &me, &lender, &contract, command, "plans-approved").await? {
            None => return Ok(back(&contract, "plans-approved")),
            Some(refusal) => refused(&refusal, typed),
        }
    };
    page::show(&console, me, &lender, &contract, StatusCode::CONFLICT, shown).await
}

fn is_too_new(me: &SignedIn, lender: &LenderContext, contract: &Contract) -> bool {
    let offer = contract.help.open.as_ref().and_then(|request| request.offer.as_ref());
    offer.is_some_and(|offer| me.came_after(lender, offer.offered_at))
}

/// `POST /console/contracts/{id}/help/decline`.
pub(super) async fn decline(
    State(console): State<Arc<Console>>,
    me: SignedIn,
    Path(id): Path<String>,
    Form(form): Form<Plain>,
) -> Result<Response, Denied> {
    act(&console, me, &id, &form.csrf, Command::EndHelp { withdrawn: false }, "help-declined").await
}

fn refused(refusal: &Refusal, typed: Typed) -> Shown {
    Shown { banner: Some(Banner::refused(refusal)), typed, ..Shown::default() }
}

fn back(contract: &Contract, done: &str) -> Response {
    Redirect::to(&format!("/console/contracts/{}/help?done={done}", contract.id)).into_response()
}
