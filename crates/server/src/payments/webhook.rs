use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use ident::{LenderId, PaymentId, RawEventId};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::json;
use store::rows::RawEventRow;

use super::rails::{self, Rail};
use super::signature;
use super::work::{self, Done};
use crate::{App, LenderContext, Problem, label};

/// The largest body taken. Rails send a few kilobytes.
pub(super) const MAX_BODY: usize = 256 * 1024;

/// The answer to a webhook request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Answer {
    /// Our name for the request, to ask about it.
    pub(super) event: RawEventId,
    /// What became of it.
    pub(super) outcome: &'static str,
    /// The payment or reversal it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) payment: Option<PaymentId>,
    /// What was wrong, if it was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) detail: Option<String>,
    #[serde(skip)]
    pub(super) status: StatusCode,
}

/// `POST /webhooks/{lender}/{rail}`.
pub(super) async fn post(
    State(app): State<Arc<App>>,
    Path((lender, rail)): Path<(String, String)>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Problem> {
    let lender = lender.parse().map_err(|_| Problem::not_found("rail"))?;
    let body = body.map_err(|rejection| {
        let detail = format!("a body has at most {MAX_BODY} bytes");
        Problem::new(rejection.status(), "body-too-large", "The request can't be read", detail)
    })?;
    let answer = receive(&app, lender, &rail, &headers, body).await?;
    Ok((answer.status, Json(answer)).into_response())
}

/// Takes a webhook request: its signature is checked over the raw bytes before anything is read, the request is
/// kept, then one effect follows. When the effect can't be made now the request stays and the sweep makes it.
///
/// # Errors
/// A problem, with no trace left: unknown rail, wrong signature, or a store that takes nothing.
pub(super) async fn receive(
    app: &App,
    lender: LenderId,
    rail: &str,
    headers: &HeaderMap,
    body: Bytes,
) -> Result<Answer, Problem> {
    let lender = app.lender(lender).await?.ok_or_else(|| Problem::not_found("rail"))?;
    let rail = rails::open(app, &lender, rail).await?.ok_or_else(|| Problem::not_found("rail"))?;
    let signed_at = check(app, &lender, &rail, headers, &body)?;
    let event = RawEventRow {
        id: app.new_id(),
        lender: lender.id,
        rail: rail.name.clone(),
        received_at: app.wall_now(),
        headers: kept_headers(headers, &rail),
        body: body.to_vec(),
        state: RawEventRow::RECEIVED.to_owned(),
    };
    app.store.store_raw_event(event.clone()).await?;
    let done = work::work(app, &lender, &rail, &event, signed_at).await;
    Ok(answer(event.id, done))
}

fn check(
    app: &App,
    lender: &LenderContext,
    rail: &Rail,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Timestamp, Problem> {
    let mut lines = headers.get_all(rail.scheme.header()).iter();
    let line = match (lines.next(), lines.next()) {
        (Some(line), None) => line.to_str().unwrap_or_default(),
        _ => "",
    };
    signature::verify(line, body, &rail.secrets, app.wall_now()).map_err(|error| {
        app.metrics.payments.get_or_create(&label("bad_signature")).inc();
        tracing::warn!(lender = %lender.id, rail = %rail.name, %error, "a payment webhook was not taken");
        Problem::unauthorized(error.to_string())
    })
}

/// What is needed to show later that the request was good.
fn kept_headers(headers: &HeaderMap, rail: &Rail) -> String {
    let kept = [header::CONTENT_TYPE.as_str(), rail.scheme.header()];
    let kept = kept.into_iter().filter_map(|name| Some((name, headers.get(name)?.to_str().ok()?)));
    json!(kept.collect::<std::collections::BTreeMap<_, _>>()).to_string()
}

fn answer(event: RawEventId, done: Done) -> Answer {
    let (status, outcome, payment, detail) = match done {
        Done::Taken(outcome, payment) => (StatusCode::OK, outcome, Some(payment), None),
        Done::Ignored => (StatusCode::OK, "ignored", None, None),
        Done::Conflict(known) => (StatusCode::OK, "conflict", Some(known), None),
        Done::Refused(detail) => (StatusCode::UNPROCESSABLE_ENTITY, "refused", None, Some(detail)),
        Done::Later => (StatusCode::ACCEPTED, "received", None, None),
    };
    Answer { event, outcome, payment, detail, status }
}
