use std::sync::Arc;

use axum::Router;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tlog::{Reader, Resource};

use crate::Problem;

const TEXT: &str = "text/plain; charset=utf-8";

/// `/log/checkpoint`, `/log/tile/…` and `/log/tile/entries/…` as in tlog-tiles, `/log/key` for those who have no
/// other way to learn the key. Any page may read them. `log` gives the reader of the log as it is open now; without
/// one nothing is served.
pub fn router(log: impl Fn() -> Option<Arc<Reader>> + Send + Sync + 'static) -> Router {
    let log: Log = Arc::new(log);
    Router::new().route("/log/key", get(key)).route("/log/{*path}", get(resource)).with_state(log)
}

type Log = Arc<dyn Fn() -> Option<Arc<Reader>> + Send + Sync>;

async fn key(State(log): State<Log>) -> Response {
    match log() {
        Some(log) => public(TEXT, "no-cache", format!("{}\n", log.key()).into_bytes()),
        None => Problem::unavailable().into_response(),
    }
}

async fn resource(State(log): State<Log>, path: Result<Path<String>, PathRejection>) -> Response {
    let Some(resource) = path.ok().and_then(|Path(path)| path.parse::<Resource>().ok()) else {
        return Problem::not_found("part of the log").into_response();
    };
    let Some(log) = log() else { return Problem::unavailable().into_response() };
    let read = tokio::task::spawn_blocking(move || log.read(resource)).await;
    let bytes = match read {
        Ok(Ok(Some(bytes))) => bytes,
        Ok(Ok(None)) => return Problem::not_found("part of the log, which is not that long").into_response(),
        Ok(Err(error)) => {
            // What does not lead to the signed root is never served.
            tracing::error!(%resource, %error, "the log can't be read");
            return Problem::unavailable().into_response();
        }
        Err(error) => {
            tracing::error!(%resource, %error, "reading the log was broken off");
            return Problem::unavailable().into_response();
        }
    };
    match resource {
        Resource::Checkpoint => public(TEXT, "no-cache", bytes),
        // A tile of one width never changes, full or not.
        Resource::Tile { .. } | Resource::Entries(_) => {
            public("application/octet-stream", "public, max-age=31536000, immutable", bytes)
        }
    }
}

fn public(content_type: &'static str, cache: &'static str, bytes: Vec<u8>) -> Response {
    let headers: [(HeaderName, HeaderValue); 4] = [
        (header::CONTENT_TYPE, HeaderValue::from_static(content_type)),
        (header::CACHE_CONTROL, HeaderValue::from_static(cache)),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*")),
    ];
    (headers, bytes).into_response()
}
