//! Money that comes in: webhooks of payment rails, payments reported by API, the sandbox rail and the pay page.
//!
//! Whatever the way, a payment is a [`Notification`] given to [`ingest`]: the one place that decides whether it
//! is new, whose it is, and what it does. What can't be placed goes to suspense; nothing is dropped silently.

mod content;
#[doc(hidden)]
pub mod decoders;
mod early;
mod generic;
mod ingest;
mod known;
mod matching;
mod notification;
mod outcome;
mod pay;
mod payment;
mod rails;
pub(crate) mod reference;
mod reversal;
mod rows;
mod sandbox;
mod signature;
mod stripe;
mod stripe_amount;
mod suspense;
mod sweep;
mod value_date;
mod webhook;
mod work;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::post;

use crate::App;

pub use ingest::ingest;
pub use matching::match_suspense;
pub use notification::{Kind, Notification, Target};
pub use outcome::{IngestError, Outcome, Reason};
pub use rails::{RailError, put_rail};
pub use reversal::reverse_payment;
pub use sweep::sweep;

/// Routes.
pub fn router(app: Arc<App>) -> Router {
    Router::new()
        .route("/webhooks/{lender}/{rail}", post(webhook::post))
        .layer(DefaultBodyLimit::max(webhook::MAX_BODY))
        .with_state(Arc::clone(&app))
        .merge(pay::router(app))
}

/// The scheme of the sandbox rail.
pub const SANDBOX_SCHEME: &str = "sandbox";
