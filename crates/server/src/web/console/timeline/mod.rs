//! One timeline of everything that happened to a contract, in plain language, newest first.

mod booked;
mod day;
mod evidence;
mod helped;
mod line;
mod sentence;
mod settled;

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use servicing::Contract;
use store::rows::PaymentFilter;
use store::{Page, StoreError};

use super::Console;
use super::denied::Denied;
use super::fragment::{self, Fragment};
use super::signed_in::SignedIn;
use crate::App;

use day::Day;
use sentence::Sources;

/// Older events are in the API; a support call is about the newest.
const MAX_EVENTS: u32 = 300;
/// A contract has one payment an installment and a few more.
const MAX_PAYMENTS: u32 = 1_000;

/// A contract's timeline. It renders as an HTML fragment, to be put where the stylesheet is.
#[derive(Template)]
#[template(path = "console/timeline.html")]
pub struct Timeline {
    days: Vec<Day>,
    /// Events before the first one shown.
    earlier: u64,
}

/// Reads and words everything that happened to a contract: its events, each with the payment or the
/// phone's receipt it tells of.
///
/// # Errors
/// When the store fails.
pub async fn timeline(app: &App, contract: &Contract) -> Result<Timeline, StoreError> {
    let earlier = contract.events.saturating_sub(u64::from(MAX_EVENTS));
    let events = app.store.events(contract.id, earlier, MAX_EVENTS).await?;
    let filter = PaymentFilter { contract: Some(contract.id), status: None };
    let payments = app.store.payments(contract.lender, filter, Page::first(MAX_PAYMENTS)).await?;
    let receipts = app.store.receipts(contract.id).await?;
    let sources = Sources { contract, payments: &payments, receipts: &receipts };
    let mut applied = None;
    let lines = events.iter().map(|row| sentence::of(row, &sources, &mut applied)).collect();
    Ok(Timeline { days: day::group(lines, contract), earlier })
}

/// `GET /console/contracts/{id}/timeline`.
pub(super) async fn get(
    State(console): State<Arc<Console>>,
    me: Result<SignedIn, Denied>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    let answer = async {
        let (_, contract) = me?.contract(&console, &id).await?;
        Ok(Fragment::of(&timeline(&console.app, &contract).await?)?.answer(&headers))
    };
    answer.await.map_err(fragment::refuse).into_response()
}
