//! One contract on one page.

mod diagnosis;
mod forecast;
mod giving_back;
mod help;
mod paper;
mod settlement;
mod state;
mod view;

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use servicing::Contract;

use super::super::page;
use super::Console;
use super::denied::Denied;
use super::fragment::{self, Fragment};
use super::signed_in::SignedIn;
use crate::LenderContext;

pub(super) use giving_back::{Filled, Valued};
pub(super) use help::plan_line;
pub(super) use settlement::Settling;
pub(super) use state::amounts;
use view::ContractPage;
pub(super) use view::{Banner, Code, EnrollmentCode, OfflineCode, Shown};

#[derive(Deserialize)]
pub(super) struct Done {
    done: Option<String>,
}

/// `GET /console/contracts/{id}`.
pub(super) async fn get(
    State(console): State<Arc<Console>>,
    me: SignedIn,
    Path(id): Path<String>,
    Query(query): Query<Done>,
) -> Result<Response, Denied> {
    let (lender, contract) = me.contract(&console, &id).await?;
    let banner = query.done.as_deref().and_then(Banner::done);
    show(&console, me, &lender, &contract, StatusCode::OK, banner, None).await
}

/// The page with what an action brought.
pub(super) async fn show(
    console: &Console,
    me: SignedIn,
    lender: &LenderContext,
    contract: &Contract,
    status: StatusCode,
    banner: Option<Banner>,
    code: Option<Code>,
) -> Result<Response, Denied> {
    let shown = Shown { banner, code, ..Shown::default() };
    show_with(console, me, lender, contract, status, shown).await
}

/// The page with what an action brought, and what was typed.
pub(super) async fn show_with(
    console: &Console,
    me: SignedIn,
    lender: &LenderContext,
    contract: &Contract,
    status: StatusCode,
    shown: Shown,
) -> Result<Response, Denied> {
    Ok(page(status, &ContractPage::read(&console.app, me, lender, contract, shown).await?))
}

/// `GET /console/contracts/{id}/state`.
pub(super) async fn state(
    State(console): State<Arc<Console>>,
    me: Result<SignedIn, Denied>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    let answer = async {
        let (lender, contract) = me?.contract(&console, &id).await?;
        let state = state::read(&console.app, &lender, &contract).await?;
        Ok(Fragment::of(&state)?.answer(&headers))
    };
    answer.await.map_err(fragment::refuse).into_response()
}
