use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::Response;
use http_body_util::BodyExt;
use ident::LenderId;
use jiff::{SignedDuration, Timestamp};
use proof::Digest;
use serde::Serialize;
use store::rows::{Begin, IdempotencyBegin, IdempotencyDone};

use super::caller::Identity;
use crate::{App, Problem};

/// The request header.
pub(super) const KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// Says on an answer that it is the first one again.
const REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");
const MAX_KEY: usize = 255;
/// Longer than any request lasts: one that has not answered by then died with its process.
const STALE_AFTER: SignedDuration = SignedDuration::from_secs(90);
const JSON: &str = "application/json";

/// The place of a request among those that may come twice; empty for one without a key.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ticket(Option<Arc<Held>>);

#[derive(Debug)]
struct Held {
    lender: LenderId,
    key: String,
    begun_at: Timestamp,
}

/// How to go on with a request.
pub(super) enum Start {
    /// Work on it.
    Work(Ticket),
    /// It was answered before.
    Answered(Response),
}

/// Takes the request's key, if it has one.
pub(super) async fn begin(
    app: &App,
    caller: &Identity,
    (method, uri, headers, body): (&Method, &Uri, &HeaderMap, &Bytes),
) -> Result<Start, Problem> {
    let Some(key) = headers.get(KEY) else { return Ok(Start::Work(Ticket::default())) };
    let key = key.to_str().ok().filter(|key| (1..=MAX_KEY).contains(&key.len()));
    let wrong =
        || Problem::invalid("Idempotency-Key", format!("write 1 to {MAX_KEY} printable ASCII characters"));
    let key = key.ok_or_else(wrong)?.to_owned();
    let now = app.wall_now();
    let lender = caller.lender.id;
    // What the caller may do belongs to the request: another key must not fetch an answer that it could not get
    // by itself.
    let head = format!("{method} {uri}\n{}\n", caller.scopes);
    let digest = *Digest::of(&[head.as_bytes(), body].concat()).as_bytes();
    let stale_before = now.checked_sub(STALE_AFTER).unwrap_or(now);
    let begin = IdempotencyBegin { lender, key: key.clone(), digest, now, stale_before };
    match app.store.begin_idempotency(begin).await? {
        Begin::Fresh => Ok(Start::Work(Ticket(Some(Arc::new(Held { lender, key, begun_at: now }))))),
        Begin::Replay { status, content_type, body } => {
            replay(app, lender, &key, status, &content_type, body).map(Start::Answered)
        }
        Begin::InFlight => {
            let detail = "the same request is being worked on: wait for its answer, then ask again";
            let mut problem = Problem::conflict("request-in-flight", detail);
            problem.retry_after_seconds = Some(1);
            Err(problem)
        }
        Begin::Mismatch => Err(Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "idempotency-key-reused",
            "The idempotency key belongs to another request",
            "this key was used for a request with another method, address, body or scope: take a new key",
        )),
    }
}

fn replay(
    app: &App,
    lender: LenderId,
    key: &str,
    status: u16,
    content_type: &str,
    sealed: Vec<u8>,
) -> Result<Response, Problem> {
    let damaged = |error: &dyn std::fmt::Display| {
        tracing::error!(%error, %lender, "a kept answer can't be given again");
        Problem::unavailable()
    };
    let body =
        app.sealer.open(&place(lender, key), &store::Hidden(sealed)).map_err(|error| damaged(&error))?;
    let response = Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, content_type)
        .header(REPLAYED, HeaderValue::from_static("true"))
        .body(Body::from(body));
    response.map_err(|error| damaged(&error))
}

fn place(lender: LenderId, key: &str) -> String {
    format!("idempotency:{lender}:{key}")
}

impl Ticket {
    /// The answer to keep in the transaction that makes the change. Sealed, because it may hold a secret or a
    /// person's name.
    pub(crate) fn done<A: Serialize>(
        &self,
        app: &App,
        status: StatusCode,
        answer: impl FnOnce() -> Option<A>,
    ) -> Option<IdempotencyDone> {
        self.0.as_ref()?;
        let body = serde_json::to_vec(&answer()?).ok()?;
        self.keep(app, status, JSON, &body)
    }

    fn keep(
        &self,
        app: &App,
        status: StatusCode,
        content_type: &str,
        body: &[u8],
    ) -> Option<IdempotencyDone> {
        let held = self.0.as_ref()?;
        let place = place(held.lender, &held.key);
        let sealed = app.with_entropy(|entropy| app.sealer.seal(&place, body, entropy)).ok()?;
        Some(IdempotencyDone {
            lender: held.lender,
            key: held.key.clone(),
            begun_at: held.begun_at,
            status: status.as_u16(),
            content_type: content_type.to_owned(),
            body: sealed.0,
        })
    }

    /// Keeps an answer that no transaction kept; frees the key after one that says nothing about the request.
    pub(super) async fn finish(&self, app: &App, response: Response) -> Result<Response, Problem> {
        let Some(held) = &self.0 else { return Ok(response) };
        if !is_kept(response.status()) {
            app.store.forget_idempotency(held.lender, &held.key, held.begun_at).await?;
            return Ok(response);
        }
        let (parts, body) = response.into_parts();
        let body = body.collect().await.map_err(|_| Problem::unavailable())?.to_bytes();
        let content_type = parts.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        if let Some(done) = self.keep(app, parts.status, content_type.unwrap_or(JSON), &body) {
            // `false` when the handler's own transaction kept it.
            app.store.finish_idempotency(done).await?;
        }
        Ok(Response::from_parts(parts, Body::from(body)))
    }
}

/// An answer that follows from the request alone would be the same again; one about the caller or the server's
/// state of health is not the request's.
fn is_kept(status: StatusCode) -> bool {
    status.is_success() || status == StatusCode::NOT_FOUND || status == StatusCode::CONFLICT
}

impl<S: Sync> FromRequestParts<S> for Ticket {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or_default())
    }
}
