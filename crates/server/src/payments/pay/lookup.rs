use askama::Template;
use axum::extract::Query;
use axum::extract::rejection::QueryRejection;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::super::reference::normalize;
use crate::web;

/// Asks for a payment reference.
#[derive(Template)]
#[template(path = "pay/lookup.html")]
struct Lookup<'a> {
    typed: &'a str,
    message: Option<&'a str>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    reference: Option<String>,
}

/// `GET /pay`.
pub(super) async fn get(asked: Result<Query<Asked>, QueryRejection>) -> Response {
    let typed = asked.ok().and_then(|Query(asked)| asked.reference).unwrap_or_default();
    let reference = normalize(&typed);
    if reference.is_empty() {
        return form(StatusCode::OK, "", None);
    }
    if !reference.bytes().all(|b| b.is_ascii_alphanumeric()) {
        let message = "A reference has letters and digits only, such as 7K3MW9PA.";
        return form(StatusCode::UNPROCESSABLE_ENTITY, &typed, Some(message));
    }
    Redirect::to(&format!("/pay/{reference}")).into_response()
}

/// The form, with what was wrong.
pub(super) fn form(status: StatusCode, typed: &str, message: Option<&str>) -> Response {
    web::page(status, &Lookup { typed, message })
}
