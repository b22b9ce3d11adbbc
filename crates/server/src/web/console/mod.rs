//! The operators' console: sign-in, portfolio, and one page per contract.

mod actions;
mod books;
mod contract;
mod denied;
mod documents;
pub(super) mod fragment;
mod giving_back;
mod help;
mod portfolio;
mod restraint;
mod session;
mod settlement;
mod sign_in;
mod signed_in;
mod throttle;
pub(super) mod timeline;
mod typed;
mod words;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::App;

use portfolio::SummaryCache;
use throttle::Throttle;

/// Forms of the console are short.
const MAX_FORM_BYTES: usize = 16 * 1024;

/// What the console's handlers share.
struct Console {
    app: Arc<App>,
    throttle: Throttle,
    summaries: SummaryCache,
}

/// Routes.
pub(super) fn router(app: Arc<App>) -> Router {
    let console = Console { app, throttle: Throttle::default(), summaries: SummaryCache::default() };
    Router::new()
        .route("/console", get(portfolio::get))
        .route("/console/sign-in", get(sign_in::get).post(sign_in::post))
        .route("/console/sign-out", post(sign_in::sign_out))
        .route("/console/contracts/{id}", get(contract::get))
        .route("/console/contracts/{id}/state", get(contract::state))
        .route("/console/contracts/{id}/timeline", get(timeline::get))
        .route("/console/contracts/{id}/documents/{digest}", get(documents::get))
        .route("/console/contracts/{id}/documents/{digest}/proof", get(documents::proof))
        .route("/console/contracts/{id}/evidence", get(documents::evidence))
        .route("/console/contracts/{id}/holds", post(actions::place_hold))
        .route("/console/contracts/{id}/holds/{kind}/release", post(actions::release_hold))
        .route("/console/contracts/{id}/enrollment-code", post(actions::enrollment_code))
        .route("/console/contracts/{id}/codes", post(actions::give_code))
        .route("/console/contracts/{id}/help", get(help::get).post(help::ask))
        .route("/console/contracts/{id}/help/offer", post(help::offer))
        .route("/console/contracts/{id}/help/approve", post(help::approve))
        .route("/console/contracts/{id}/help/decline", post(help::decline))
        .route("/console/contracts/{id}/return", post(giving_back::advance))
        .route("/console/contracts/{id}/settlement", post(settlement::offer))
        .route("/console/contracts/{id}/settlement/approve", post(settlement::approve))
        .route("/console/contracts/{id}/settlement/withdraw", post(settlement::withdraw))
        .route("/console/contracts/{id}/cancel", post(actions::cancel))
        .route("/console/books", get(books::get))
        .route("/console/lenders/{id}/books/close", post(books::close))
        .route("/console/lenders/{id}/books/{file}", get(books::download))
        .route("/console/approvals", get(restraint::get))
        .route("/console/approvals/{id}", post(restraint::approve))
        .route("/console/lenders/{id}/freeze", post(restraint::freeze))
        .route("/console/lenders/{id}/thaw", post(restraint::thaw))
        .route("/console/lenders/{id}/release-all", post(restraint::release_all))
        .layer(DefaultBodyLimit::max(MAX_FORM_BYTES))
        .with_state(Arc::new(console))
}
