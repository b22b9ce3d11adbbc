//! The device API: two routes. A signed hello opens a session; a check-in in it asks for the current standing
//! and delivers receipts.

mod ahead;
mod check_in;
mod counters;
#[doc(hidden)]
pub mod decoders;
mod enroll;
mod grant;
mod hardware;
mod identity;
mod message;
mod news;
mod opening;
mod peers;
mod prefer;
mod receipts;
mod refusal;
mod session;
mod sessions;
mod state;
mod touches;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::post;

use crate::App;

pub(crate) use state::DeviceState;

/// Routes.
pub fn router(app: Arc<App>) -> Router {
    Router::new()
        .route("/device/v1/enroll", post(enroll::handle))
        .route("/device/v1/check-in", post(check_in::handle))
        // Each handler reads its body itself, with a limit and a time.
        .layer(DefaultBodyLimit::disable())
        .with_state(app)
}

/// Whether the server is stopping.
#[derive(Debug, Clone)]
pub struct Stopping(pub tokio::sync::watch::Receiver<bool>);
