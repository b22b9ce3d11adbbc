//! Money that comes in: webhooks of payment rails, payments reported by API, the sandbox rail and the pay page.
//!
//! Whatever the way, a payment is a [`Notification`] given to [`ingest`]: the one place that decides whether it
//! is new, whose it is, and what it does. What can't be placed goes to suspense; nothing is dropped silently.

mod content;
mod early;
mod ingest;
mod known;
mod matching;
mod notification;
mod outcome;
mod payment;
mod reference;
mod reversal;
mod rows;
mod suspense;
mod value_date;

use std::sync::Arc;

pub use ingest::ingest;
pub use matching::match_suspense;
pub use notification::{Kind, Notification, Target};
pub use outcome::{IngestError, Outcome, Reason};
pub use reversal::reverse_payment;

/// Routes.
pub fn router(_: Arc<crate::App>) -> axum::Router {
    axum::Router::new()
}

/// The scheme of the sandbox rail.
pub const SANDBOX_SCHEME: &str = "sandbox";
