use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use std::sync::Arc;

use super::page;
use crate::App;

/// What this server is and where to go from here.
#[derive(Template)]
#[template(path = "landing.html")]
struct Landing {
    packs: usize,
}

/// `GET /`.
pub(super) async fn get(State(app): State<Arc<App>>) -> Response {
    page(StatusCode::OK, &Landing { packs: app.packs.all().count() })
}
