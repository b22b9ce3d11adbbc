use axum::Form;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;

use super::Glass;
use super::control::{act, is_form};
use crate::host::{AccountAct, Control};

/// `POST /control/account/offer`: a recovery code, shown once.
pub(super) async fn offer(State(glass): State<Glass>, headers: HeaderMap) -> Response {
    act(&glass, &headers, Control::Account(AccountAct::Offer)).await
}

/// `POST /control/account/confirm`: it is written down.
pub(super) async fn confirm(State(glass): State<Glass>, headers: HeaderMap) -> Response {
    act(&glass, &headers, Control::Account(AccountAct::Confirm)).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Typed {
    code: String,
}

/// `POST /control/account/open`: the recovery code, after a reset.
pub(super) async fn open(
    State(glass): State<Glass>,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Response {
    let done = act(&glass, &headers, Control::Account(AccountAct::Open(typed.code))).await;
    let is_wrong = glass.status.borrow().account.is_wrong;
    if is_wrong && !is_browser(&headers) {
        return (StatusCode::UNPROCESSABLE_ENTITY, "this is not the recovery code").into_response();
    }
    done
}

/// Whether a page is waited for, which says itself what was wrong.
fn is_browser(headers: &HeaderMap) -> bool {
    let accept = headers.get("accept").and_then(|accept| accept.to_str().ok());
    is_form(headers) && accept.is_some_and(|accept| accept.contains("text/html"))
}
