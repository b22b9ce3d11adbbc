//! Pages for people: the API (`/docs/api`) and the kinds of problems (`/problems`). They work without scripts.

mod model;
mod schema;
mod text;

use std::sync::LazyLock;

use askama::Template;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Json, Router};

use self::model::Manual;
use self::text::Style;
use super::{openapi, problems};
use crate::Problem;
use crate::web::page;

/// The routes.
pub(super) fn router() -> Router {
    Router::new()
        .route("/openapi.json", get(document))
        .route("/docs", get(|| async { Redirect::permanent("/docs/api") }))
        .route("/docs/api", get(manual))
        .route("/problems", get(all_problems))
        .route("/problems/{slug}", get(one_problem))
}

async fn document() -> Response {
    let headers =
        [(header::CACHE_CONTROL, "public, max-age=300"), (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")];
    (headers, Json(openapi::document())).into_response()
}

/// The API on one page.
#[derive(Template)]
#[template(path = "api/manual.html")]
struct ManualPage {
    manual: &'static Manual,
}

static MANUAL: LazyLock<Manual> = LazyLock::new(|| Manual::of(openapi::document()));

async fn manual() -> Response {
    page(StatusCode::OK, &ManualPage { manual: &MANUAL })
}

/// The kinds of problems, or one of them.
#[derive(Template)]
#[template(path = "api/problems.html")]
struct ProblemPage {
    title: &'static str,
    kinds: &'static [problems::Kind],
    one: bool,
}

async fn all_problems() -> Response {
    page(StatusCode::OK, &ProblemPage { title: "Problems", kinds: problems::KINDS, one: false })
}

async fn one_problem(Path(slug): Path<String>) -> Response {
    match problems::find(&slug) {
        Some(kind) => {
            let kinds = std::slice::from_ref(kind);
            page(StatusCode::OK, &ProblemPage { title: kind.slug, kinds, one: true })
        }
        None => Problem::not_found("kind of problem").into_response(),
    }
}
