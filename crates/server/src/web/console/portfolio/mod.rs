//! A lender's contracts: counts, filters, search.

mod filter;
mod list;
mod search;
mod summary;
mod view;

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use ident::LenderId;

use super::super::page;
use super::Console;
use super::denied::Denied;
use super::restraint;
use super::signed_in::SignedIn;
use crate::{App, LenderContext};

pub(super) use summary::SummaryCache;

use filter::Filter;
use view::{LenderLine, Lenders, Portfolio};

/// `GET /console`.
pub(super) async fn get(
    State(console): State<Arc<Console>>,
    me: SignedIn,
    Query(filter): Query<Filter>,
) -> Result<Response, Denied> {
    let app = &console.app;
    let mut lost = None;
    if let Some(text) = filter.search() {
        match search::find(app, &me, text).await? {
            Some(id) => return Ok(Redirect::to(&format!("/console/contracts/{id}")).into_response()),
            None => lost = Some(text.to_owned()),
        }
    }
    let Some(lender) = chosen(app, &me, filter.lender.as_deref()).await? else {
        let lenders = all_lenders(&console).await?;
        let log = restraint::log_line(app);
        return Ok(page(StatusCode::OK, &Lenders { me, lenders, lost, log }));
    };
    let summary = console.summaries.of(app, &lender).await?;
    let found = list::read(app, &lender, &filter).await?;
    let alerts = restraint::alerts(app, &lender).await?;
    Ok(page(StatusCode::OK, &Portfolio::new(me, &lender, &filter, &summary, found, lost, alerts)))
}

/// The lender whose contracts to show: the operator's own, or the one that an operator of the installation chose
/// or that is the only one.
pub(super) async fn chosen(
    app: &App,
    me: &SignedIn,
    asked: Option<&str>,
) -> Result<Option<Arc<LenderContext>>, Denied> {
    let asked = asked.filter(|text| !text.is_empty());
    let asked: Option<LenderId> = asked.map(str::parse).transpose().map_err(|_| Denied::NotFound)?;
    if let Some(id) = asked.or(me.operator.lender) {
        let lender = if me.may_see(id) { app.lender(id).await? } else { None };
        return lender.map(Some).ok_or(Denied::NotFound);
    }
    let lenders = app.store.lenders().await?;
    match lenders.as_slice() {
        [only] => Ok(app.lender(only.id).await?),
        _ => Ok(None),
    }
}

async fn all_lenders(console: &Console) -> Result<Vec<LenderLine>, Denied> {
    let mut lines = Vec::new();
    for row in console.app.store.lenders().await? {
        if let Some(lender) = console.app.lender(row.id).await? {
            let summary = console.summaries.of(&console.app, &lender).await?;
            lines.push(LenderLine::new(&lender, &summary));
        }
    }
    Ok(lines)
}
