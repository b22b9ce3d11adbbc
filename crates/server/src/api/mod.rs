//! The lenders' REST API, version 1, with its OpenAPI document and the pages that show it.

mod api_keys;
mod books;
mod bureau;
mod caller;
mod clock;
mod contracts;
mod devices;
mod docs;
mod endpoints;
mod event_kinds;
mod events;
mod fault;
mod gate;
mod idempotency;
mod json;
mod keys;
mod openapi;
mod page;
mod payments;
mod policies;
mod problems;
mod query;
mod rails;
mod rate;
mod scope;
mod types;
mod views;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::from_fn_with_state;
use utoipa_axum::router::OpenApiRouter;

pub(crate) use self::types::decimal_text;

use self::gate::Gate;
use crate::{App, Problem};

/// `/v1`, `/openapi.json`, `/docs/api` and `/problems`.
pub fn router(app: Arc<App>) -> Router {
    let (v1, _) = routes().split_for_parts();
    let v1 = v1
        .fallback(unknown)
        .method_not_allowed_fallback(wrong_method)
        .layer(DefaultBodyLimit::max(gate::MAX_BODY))
        .layer(from_fn_with_state(Gate::new(Arc::clone(&app)), gate::pass))
        .with_state(app);
    Router::new().nest("/v1", v1).merge(docs::router())
}

/// The OpenAPI document, as served at `/openapi.json`.
#[must_use]
pub fn openapi() -> &'static serde_json::Value {
    openapi::document()
}

/// Every operation, below `/v1`.
fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .merge(contracts::routes())
        .merge(payments::routes())
        .merge(devices::routes())
        .merge(policies::routes())
        .merge(events::routes())
        .merge(books::routes())
        .merge(bureau::routes())
        .merge(endpoints::routes())
        .merge(rails::routes())
        .merge(api_keys::routes())
        .merge(clock::routes())
}

async fn unknown() -> Problem {
    Problem::not_found("address; see /docs/api for all")
}

async fn wrong_method(method: Method, uri: Uri) -> Problem {
    Problem::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "method-not-allowed",
        "The address has no such method",
        format!("{} does not take {method}; see /docs/api", uri.path()),
    )
}
