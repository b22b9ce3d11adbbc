use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use tokio::sync::oneshot;

use super::Glass;
use crate::host::Event;

/// `GET /evidence`: what this phone obeys and why, as `quittance verify` reads it. The phone makes it from what it
/// holds, so it needs no network and no server.
pub(super) async fn get(State(glass): State<Glass>) -> Response {
    let (answer, asked) = oneshot::channel();
    if glass.events.send(Event::Evidence(answer)).await.is_err() {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    match asked.await {
        Ok(Some(bytes)) => {
            let headers = [
                (CONTENT_TYPE, "application/quittance-evidence+cbor"),
                (CONTENT_DISPOSITION, "attachment; filename=\"phone.evidence\""),
                (CACHE_CONTROL, "no-store"),
            ];
            (headers, bytes).into_response()
        }
        Ok(None) => (StatusCode::NOT_FOUND, "this phone has no contract").into_response(),
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}
