use std::time::Duration;

use axum::Form;
use axum::body::Bytes;
use axum::extract::{FromRequest as _, Query, Request, State};
use axum::http::header::{CONTENT_TYPE, LOCATION};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use proof::session::EnrollmentCodeError;
use serde::Deserialize;
use tokio::sync::oneshot;

use super::Glass;
use crate::host::{Control, Event};

/// Does it and answers when it is done: a form comes back to the screen, anything else gets 204.
pub(super) async fn act(glass: &Glass, headers: &HeaderMap, control: Control) -> Response {
    let (done, is_done) = oneshot::channel();
    if glass.events.send(Event::Control(control, done)).await.is_err() || is_done.await.is_err() {
        return (StatusCode::SERVICE_UNAVAILABLE, "the phone is switched off").into_response();
    }
    if is_form(headers) {
        (StatusCode::SEE_OTHER, [(LOCATION, "/")]).into_response()
    } else {
        StatusCode::NO_CONTENT.into_response()
    }
}

pub(super) fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"))
}

/// `POST /control/offline`.
pub(super) async fn offline(State(glass): State<Glass>, headers: HeaderMap) -> Response {
    act(&glass, &headers, Control::Offline).await
}

/// `POST /control/online`.
pub(super) async fn online(State(glass): State<Glass>, headers: HeaderMap) -> Response {
    act(&glass, &headers, Control::Online).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Reset {
    #[serde(default)]
    forgets_key: bool,
}

/// `POST /control/reset`: a factory reset; with `?forgets_key=true` of a phone whose secure hardware keeps no key
/// over a reset.
pub(super) async fn reset(
    State(glass): State<Glass>,
    headers: HeaderMap,
    Query(Reset { forgets_key }): Query<Reset>,
) -> Response {
    act(&glass, &headers, Control::Reset { forgets_key }).await
}

/// `POST /control/dismiss`.
pub(super) async fn dismiss(State(glass): State<Glass>, headers: HeaderMap) -> Response {
    act(&glass, &headers, Control::Dismiss).await
}

/// `POST /control/push`: a standing by another way than the server's answer, as signed bytes.
pub(super) async fn push(State(glass): State<Glass>, headers: HeaderMap, body: Bytes) -> Response {
    act(&glass, &headers, Control::Push(body.to_vec())).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scanned {
    code: String,
}

/// Plain text, or the form field `code`.
async fn text(request: Request) -> Result<String, String> {
    if is_form(request.headers()) {
        let form = Form::<Scanned>::from_request(request, &()).await;
        form.map(|Form(scanned)| scanned.code).map_err(|error| error.body_text())
    } else {
        String::from_request(request, &()).await.map_err(|error| error.body_text())
    }
}

/// `POST /control/code`: an offline code. What became of it is on the screen.
pub(super) async fn code(State(glass): State<Glass>, request: Request) -> Response {
    let headers = request.headers().clone();
    match text(request).await {
        Ok(text) => act(&glass, &headers, Control::Code(text)).await,
        Err(reason) => (StatusCode::UNPROCESSABLE_ENTITY, reason).into_response(),
    }
}

/// `POST /control/provision`: an enrollment code.
pub(super) async fn provision(State(glass): State<Glass>, request: Request) -> Response {
    let headers = request.headers().clone();
    let text = text(request).await;
    let code =
        text.and_then(|text| text.trim().parse().map_err(|error: EnrollmentCodeError| error.to_string()));
    match code {
        Ok(code) => act(&glass, &headers, Control::Provision(code)).await,
        Err(reason) => (StatusCode::UNPROCESSABLE_ENTITY, reason).into_response(),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Advance {
    seconds: u64,
}

/// `POST /control/advance`: `seconds=86400` as a form, on a phone with a test clock.
pub(super) async fn advance(
    State(glass): State<Glass>,
    headers: HeaderMap,
    Form(advance): Form<Advance>,
) -> Response {
    if !glass.test_clock {
        return (StatusCode::FORBIDDEN, "this phone has no test clock").into_response();
    }
    act(&glass, &headers, Control::Advance(Duration::from_secs(advance.seconds))).await
}
