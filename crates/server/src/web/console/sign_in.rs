use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Query, State};
use axum::http::header::{RETRY_AFTER, SET_COOKIE};
use axum::http::{Extensions, HeaderMap, StatusCode};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use serde::Deserialize;
use store::rows::OperatorRow;

use super::super::page;
use super::Console;
use super::denied::Denied;
use super::session::{self, Session};
use super::signed_in::SignedIn;
use crate::peer;

#[derive(Template)]
#[template(path = "console/sign_in.html")]
struct SignInPage {
    name: String,
    next: String,
    error: Option<&'static str>,
}

#[derive(Deserialize)]
pub(super) struct Next {
    next: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Credentials {
    name: String,
    password: String,
    #[serde(default)]
    next: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SignOut {
    csrf: String,
}

/// The sign-in page's address that leads to `next` afterwards.
pub(super) fn address(next: &str) -> String {
    let next = percent_encoding::utf8_percent_encode(next, percent_encoding::NON_ALPHANUMERIC);
    format!("/console/sign-in?next={next}")
}

/// Only pages of the console: nobody is sent elsewhere by a link to the sign-in page.
fn safe(next: Option<&str>) -> &str {
    let inside = |next: &&str| {
        let rest = next.strip_prefix("/console");
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
            && !next.contains(['\\', '\n'])
    };
    next.filter(inside).unwrap_or("/console")
}

/// `GET /console/sign-in`.
pub(super) async fn get(Query(query): Query<Next>) -> Response {
    let next = safe(query.next.as_deref()).to_owned();
    page(StatusCode::OK, &SignInPage { name: String::new(), next, error: None })
}

/// `POST /console/sign-in`.
pub(super) async fn post(
    State(console): State<Arc<Console>>,
    extensions: Extensions,
    headers: HeaderMap,
    Form(form): Form<Credentials>,
) -> Result<Response, Denied> {
    if is_cross_site(&headers) {
        return Err(Denied::Forged);
    }
    let again = |status, error| {
        page(status, &SignInPage { name: form.name.clone(), next: form.next.clone(), error: Some(error) })
    };
    if !console.throttle.allows(&form.name, peer::network(&extensions)) {
        let answer = again(StatusCode::TOO_MANY_REQUESTS, "Too many tries. Wait a minute, then try again.");
        return Ok(([(RETRY_AFTER, "60")], answer).into_response());
    }
    let Some(operator) = check(&console, &form.name, &form.password).await? else {
        tracing::info!("a sign-in to the console failed");
        let error = "Name or password is wrong. Passwords are case-sensitive.";
        return Ok(again(StatusCode::UNAUTHORIZED, error));
    };
    tracing::info!(operator = %operator.id, "signed in to the console");
    let cookie = Session::begin(&console.app, &operator).cookie(&console.app, &operator);
    Ok((AppendHeaders([(SET_COOKIE, cookie)]), Redirect::to(safe(Some(&form.next)))).into_response())
}

/// `POST /console/sign-out`.
pub(super) async fn sign_out(
    State(console): State<Arc<Console>>,
    me: SignedIn,
    Form(form): Form<SignOut>,
) -> Result<Response, Denied> {
    me.check_form(&form.csrf)?;
    let cookie = session::ended(&console.app);
    Ok((AppendHeaders([(SET_COOKIE, cookie)]), Redirect::to("/console/sign-in")).into_response())
}

/// The operator whose name and password these are.
async fn check(console: &Console, name: &str, password: &str) -> Result<Option<OperatorRow>, Denied> {
    let _place = console.throttle.places.acquire().await.map_err(|_| Denied::Unavailable)?;
    Ok(console.app.operator_with(name, password).await?)
}

/// Whether the browser says that another site sent the form. Old browsers don't say; they are let in.
fn is_cross_site(headers: &HeaderMap) -> bool {
    headers.get("sec-fetch-site").is_some_and(|from| !matches!(from.as_bytes(), b"same-origin" | b"none"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_only_into_the_console() {
        for inside in ["/console", "/console?status=active", "/console/contracts/ctr_1"] {
            assert_eq!(safe(Some(inside)), inside);
        }
        for outside in [
            "",
            "/",
            "//evil.example",
            "https://evil.example",
            "/consoles",
            "/console\\..\\x",
            "/console/\nx",
        ] {
            assert_eq!(safe(Some(outside)), "/console", "{outside}");
        }
        assert_eq!(safe(None), "/console");
    }
}
