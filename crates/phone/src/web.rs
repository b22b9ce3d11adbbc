//! The phone's glass: what it shows, and what a finger can do.

mod account;
mod control;
mod events;
mod evidence;
mod page;

use axum::extract::{FromRef, Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderValue, StatusCode, uri::Authority};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use tokio::sync::{mpsc, watch};

use crate::Status;
use crate::host::Event;

/// What the handlers share.
#[derive(Clone)]
pub(crate) struct Glass {
    events: mpsc::Sender<Event>,
    status: watch::Receiver<Status>,
    test_clock: bool,
}

impl FromRef<Glass> for watch::Receiver<Status> {
    fn from_ref(glass: &Glass) -> Self {
        glass.status.clone()
    }
}

pub(crate) fn router(
    events: mpsc::Sender<Event>,
    status: watch::Receiver<Status>,
    test_clock: bool,
) -> Router {
    Router::new()
        .route("/", get(page::get))
        .route("/screen.css", get(style))
        .route("/live.js", get(script))
        .route("/screen", get(screen))
        .route("/events", get(events::get))
        .route("/evidence", get(evidence::get))
        .route("/control/offline", post(control::offline))
        .route("/control/online", post(control::online))
        .route("/control/reset", post(control::reset))
        .route("/control/provision", post(control::provision))
        .route("/control/code", post(control::code))
        .route("/control/dismiss", post(control::dismiss))
        .route("/control/push", post(control::push))
        .route("/control/advance", post(control::advance))
        .route("/control/account/offer", post(account::offer))
        .route("/control/account/confirm", post(account::confirm))
        .route("/control/account/open", post(account::open))
        .layer(middleware::from_fn(guard))
        .with_state(Glass { events, status, test_clock })
}

async fn screen(State(status): State<watch::Receiver<Status>>) -> Response {
    let status = status.borrow().clone();
    // A page beside the phone may watch it; it may not touch it by this.
    ([(ACCESS_CONTROL_ALLOW_ORIGIN, "*"), (CACHE_CONTROL, "no-store")], Json(status)).into_response()
}

async fn style() -> Response {
    ([(CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("../assets/screen.css")).into_response()
}

async fn script() -> Response {
    ([(CONTENT_TYPE, "text/javascript; charset=utf-8")], include_str!("../assets/live.js")).into_response()
}

const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; \
                      form-action 'self'; base-uri 'none'; \
                      frame-ancestors 'self' http://127.0.0.1:* http://localhost:* http://[::1]:*";

/// Only who calls this machine by a name of its own gets in, so that a web page elsewhere can't point a name
/// of its own here and read the phone.
async fn guard(request: Request, next: Next) -> Response {
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok());
    let host = host.and_then(|host| host.parse::<Authority>().ok());
    let is_local = host.is_some_and(|host| matches!(host.host(), "127.0.0.1" | "localhost" | "[::1]"));
    if !is_local {
        return (StatusCode::MISDIRECTED_REQUEST, "this phone is on this machine only").into_response();
    }
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}
