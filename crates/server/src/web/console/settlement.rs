//! Offers to settle for less: made, approved, withdrawn.

use std::sync::Arc;

use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use ident::TransactionId;
use servicing::{Command, Contract};

use super::Console;
use super::actions::{Plain, act, perform};
use super::contract::{self, Banner, Settling, Shown};
use super::denied::Denied;
use super::signed_in::SignedIn;
use super::typed::{Typed, Wrong};
use crate::LenderContext;

/// `POST /console/contracts/{id}/settlement`. The operator's own yes is the first.
pub(super) async fn offer(
    State(console): State<Arc<Console>>,
    me: SignedIn,
    Path(id): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Denied> {
    me.check_form(typed.get("csrf"))?;
    let (lender, contract) = me.contract(&console, &id).await?;
    let (status, banner, wrong) = match read(&console, &me, &lender, &contract, &typed) {
        Err(wrong) => (StatusCode::UNPROCESSABLE_ENTITY, None, Some(wrong)),
        Ok(command) => {
            match perform(&console, &me, &lender, &contract, command, "settlement-offered").await? {
                None => {
                    let back = format!("/console/contracts/{}?done=settlement-offered", contract.id);
                    return Ok(Redirect::to(&back).into_response());
                }
                Some(refusal) => (StatusCode::CONFLICT, Some(Banner::refused(&refusal)), None),
            }
        }
    };
    let shown = Shown { banner, settling: Settling { typed, wrong }, ..Shown::default() };
    contract::show_with(&console, me, &lender, &contract, status, shown).await
}

fn read(
    console: &Console,
    me: &SignedIn,
    lender: &LenderContext,
    contract: &Contract,
    typed: &Typed,
) -> Result<Command, Wrong> {
    let amount = typed.amount("amount", contract.currency())?;
    if amount.is_zero() {
        return Err(Wrong::new("amount", "Write what is taken, above 0."));
    }
    Ok(Command::OfferSettlement {
        id: console.app.new_id(),
        amount,
        valid_through: typed.day("valid_through")?,
        by: Some(me.operator.id),
        rule: lender.settings.concession_approvals,
    })
}

/// `POST /console/contracts/{id}/settlement/approve`: the offer that was read.
pub(super) async fn approve(
    State(console): State<Arc<Console>>,
    me: SignedIn,
    Path(id): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Denied> {
    me.check_form(typed.get("csrf"))?;
    let (lender, contract) = me.contract(&console, &id).await?;
    if contract.settlement.as_ref().is_some_and(|offer| me.came_after(&lender, offer.offered_at)) {
        let shown = Shown { banner: Some(Banner::too_new()), ..Shown::default() };
        return contract::show_with(&console, me, &lender, &contract, StatusCode::CONFLICT, shown).await;
    }
    // What is no identifier is no offer's either.
    let offer = typed.read("offer").unwrap_or(TransactionId::from_bytes([0; 16]));
    let command = Command::ApproveSettlement { by: me.operator.id, offer };
    act(&console, me, &id, typed.get("csrf"), command, "settlement-approved").await
}

/// `POST /console/contracts/{id}/settlement/withdraw`.
pub(super) async fn withdraw(
    State(console): State<Arc<Console>>,
    me: SignedIn,
    Path(id): Path<String>,
    Form(form): Form<Plain>,
) -> Result<Response, Denied> {
    let command = Command::WithdrawSettlement { id: console.app.new_id() };
    act(&console, me, &id, &form.csrf, command, "settlement-withdrawn").await
}
