//! What waits for two people, and stopping everything.

mod rollouts;
mod view;

use std::sync::Arc;

use axum::extract::{Form, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use ident::{ApprovalId, LenderId};
use jiff::Timestamp;
use serde::Deserialize;

use super::super::page;
use super::Console;
use super::contract::Banner;
use super::denied::Denied;
use super::signed_in::SignedIn;
use crate::{ApproveError, LenderContext, Problem};

use view::Page;
pub(super) use view::{alerts, log_line};

#[derive(Deserialize)]
pub(super) struct Done {
    done: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Approve {
    csrf: String,
    through: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Reason {
    csrf: String,
    reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Plain {
    csrf: String,
}

/// `GET /console/approvals`.
pub(super) async fn get(
    State(console): State<Arc<Console>>,
    me: SignedIn,
    Query(query): Query<Done>,
) -> Result<Response, Denied> {
    let banner = query.done.as_deref().and_then(view::done);
    show(&console, me, StatusCode::OK, banner).await
}

/// `POST /console/approvals/{id}`.
pub(super) async fn approve(
    State(console): State<Arc<Console>>,
    me: SignedIn,
    Path(id): Path<ApprovalId>,
    Form(form): Form<Approve>,
) -> Result<Response, Denied> {
    me.check_form(&form.csrf)?;
    let through: Option<Timestamp> = match form.through.as_deref().map(str::trim) {
        None | Some("") => None,
        Some(text) => match text.parse() {
            Ok(through) => Some(through),
            Err(_) => {
                let detail = "write an instant such as 2026-02-23T08:00:00Z";
                return refused(&console, me, StatusCode::UNPROCESSABLE_ENTITY, detail).await;
            }
        },
    };
    let done = console.app.approve(id, &me.operator, through).await;
    tracing::info!(operator = %me.operator.id, request = %id, done = done.is_ok(), "an operator approved");
    match done {
        Ok(_) => Ok(Redirect::to("/console/approvals?done=approved").into_response()),
        Err(ApproveError::NotFound) => Err(Denied::NotFound),
        Err(ApproveError::Store(error)) => Err(error.into()),
        Err(error) => refused(&console, me, StatusCode::CONFLICT, &error.to_string()).await,
    }
}

/// `POST /console/lenders/{id}/freeze`.
pub(super) async fn freeze(
    State(console): State<Arc<Console>>,
    me: SignedIn,
    Path(id): Path<LenderId>,
    Form(form): Form<Reason>,
) -> Result<Response, Denied> {
    let lender = match owned(&console, &me, id, &form).await? {
        Ok(lender) => lender,
        Err(problem) => return out_of(&console, me, problem).await,
    };
    console.app.freeze(&lender, &form.reason).await?;
    tracing::warn!(operator = %me.operator.id, lender = %id, "an operator froze a lender");
    Ok(Redirect::to("/console/approvals?done=frozen").into_response())
}

/// `POST /console/lenders/{id}/thaw`: asks; nobody thaws alone.
pub(super) async fn thaw(
    State(console): State<Arc<Console>>,
    me: SignedIn,
    Path(id): Path<LenderId>,
    Form(form): Form<Plain>,
) -> Result<Response, Denied> {
    let lender = seen(&console, &me, id, &form.csrf).await?;
    console.app.ask_to_thaw(&lender).await?;
    Ok(Redirect::to("/console/approvals?done=asked").into_response())
}

/// `POST /console/lenders/{id}/release-all`.
pub(super) async fn release_all(
    State(console): State<Arc<Console>>,
    me: SignedIn,
    Path(id): Path<LenderId>,
    Form(form): Form<Reason>,
) -> Result<Response, Denied> {
    let lender = match owned(&console, &me, id, &form).await? {
        Ok(lender) => lender,
        Err(problem) => return out_of(&console, me, problem).await,
    };
    console.app.begin_release_all(&lender, &form.reason).await?;
    tracing::warn!(operator = %me.operator.id, lender = %id, "an operator releases all phones of a lender");
    Ok(Redirect::to("/console/approvals?done=releasing").into_response())
}

/// A lender the operator may see (invariant I10).
async fn seen(
    console: &Console,
    me: &SignedIn,
    id: LenderId,
    csrf: &str,
) -> Result<Arc<LenderContext>, Denied> {
    me.check_form(csrf)?;
    let lender = if me.may_see(id) { console.app.lender(id).await? } else { None };
    lender.ok_or(Denied::NotFound)
}

/// The same, for what only an owner does, and with a reason; the problem is what is wrong with that.
async fn owned(
    console: &Console,
    me: &SignedIn,
    id: LenderId,
    form: &Reason,
) -> Result<Result<Arc<LenderContext>, Problem>, Denied> {
    let lender = seen(console, me, id, &form.csrf).await?;
    if !me.is_owner() {
        return Err(Denied::NotOwner);
    }
    Ok(crate::admin::check_reason(&form.reason).map(|()| lender))
}

async fn out_of(console: &Console, me: SignedIn, problem: Problem) -> Result<Response, Denied> {
    refused(console, me, StatusCode::UNPROCESSABLE_ENTITY, &problem.detail).await
}

async fn refused(console: &Console, me: SignedIn, status: StatusCode, why: &str) -> Result<Response, Denied> {
    let banner = Banner { tone: "lock", text: format!("Nothing was changed: {why}.") };
    show(console, me, status, Some(banner)).await
}

async fn show(
    console: &Console,
    me: SignedIn,
    status: StatusCode,
    banner: Option<Banner>,
) -> Result<Response, Denied> {
    Ok(page(status, &Page::read(&console.app, me, banner).await?))
}
