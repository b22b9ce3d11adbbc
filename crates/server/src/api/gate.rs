//! What every request to `/v1` passes: credentials, rate limit, body limit, idempotency key.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::{BodyExt, LengthLimitError, Limited};

use super::caller::Identity;
use super::idempotency::{self, Start};
use super::rate::{Budget, RateLimits};
use super::scope::Scopes;
use crate::{App, Problem, label, peer};

/// The largest body.
pub(super) const MAX_BODY: usize = 64 * 1024;
/// A body that takes longer to come is given up.
const BODY_TIME: Duration = Duration::from_secs(10);
/// An answer that takes longer is given up; the work itself goes on.
const WORK_TIME: Duration = Duration::from_secs(60);

/// The gate's own state.
pub(super) struct Gate {
    app: Arc<App>,
    limits: RateLimits,
}

impl Gate {
    pub(super) fn new(app: Arc<App>) -> Arc<Self> {
        Arc::new(Self { app, limits: RateLimits::new() })
    }
}

/// The middleware.
pub(super) async fn pass(State(gate): State<Arc<Gate>>, request: Request, next: Next) -> Response {
    let came_by_socket = request.extensions().get::<ConnectInfo<SocketAddr>>().is_some();
    let from = came_by_socket.then(|| peer::network(request.extensions()));
    let mut response = match gate.admit(request.headers().clone(), from).await {
        Ok((identity, budget)) => {
            let mut response =
                gate.work(identity, request, next).await.unwrap_or_else(Problem::into_response);
            budget.tell(response.headers_mut());
            response
        }
        Err(problem) => {
            let limited = problem.status == StatusCode::TOO_MANY_REQUESTS.as_u16();
            let mut response = problem.into_response();
            if limited {
                Budget::SPENT.tell(response.headers_mut());
            }
            response
        }
    };
    // Everything here is about money and people.
    response.headers_mut().entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    let class = format!("{}xx", response.status().as_u16() / 100);
    gate.app.metrics.http_answers.get_or_create(&label(&class)).inc();
    response
}

impl Gate {
    async fn admit(&self, headers: HeaderMap, from: Option<IpAddr>) -> Result<(Identity, Budget), Problem> {
        let identity = self.authenticate(&headers, from).await?;
        let budget = self.limits.spend(identity.key)?;
        Ok((identity, budget))
    }

    async fn authenticate(&self, headers: &HeaderMap, from: Option<IpAddr>) -> Result<Identity, Problem> {
        let wrong = |detail: &str| self.limits.failed(from, Problem::unauthorized(detail));
        let Some(key) = bearer(headers) else {
            return Err(wrong("send `Authorization: Bearer` with an API key"));
        };
        let row = self.app.good_api_key(key).await?;
        let row = row.ok_or_else(|| wrong("the API key is unknown, expired or revoked"))?;
        let lender = self.app.lender(row.lender).await?.ok_or_else(Problem::unavailable)?;
        let scopes = row.scopes.parse::<Scopes>().map_err(|_| Problem::unavailable())?;
        Ok(Identity { lender, key: row.id, scopes })
    }

    async fn work(&self, identity: Identity, request: Request, next: Next) -> Result<Response, Problem> {
        let (mut parts, body) = request.into_parts();
        parts.extensions.insert(identity.clone());
        if matches!(parts.method, Method::GET | Method::HEAD | Method::OPTIONS) {
            let answer = next.run(Request::from_parts(parts, Body::empty()));
            return tokio::time::timeout(WORK_TIME, answer).await.map_err(|_| Problem::unavailable());
        }
        let body = read(body).await?;
        let seen = (&parts.method, &parts.uri, &parts.headers, &body);
        let ticket = match idempotency::begin(&self.app, &identity, seen).await? {
            Start::Work(ticket) => ticket,
            Start::Answered(response) => return Ok(response),
        };
        parts.extensions.insert(ticket.clone());
        let request = Request::from_parts(parts, Body::from(body));
        let app = Arc::clone(&self.app);
        // On its own task: a caller who hangs up must not leave a change half told.
        let work = tokio::spawn(async move { ticket.finish(&app, next.run(request).await).await });
        let done = tokio::time::timeout(WORK_TIME, work).await.map_err(|_| Problem::unavailable())?;
        done.map_err(|error| {
            tracing::error!(%error, "a request's handler failed");
            Problem::unavailable()
        })?
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, key) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(key.trim())
}

async fn read(body: Body) -> Result<Bytes, Problem> {
    let late = |_| {
        Problem::new(StatusCode::REQUEST_TIMEOUT, "too-slow", "The request came too slowly", "send it anew")
    };
    let read = tokio::time::timeout(BODY_TIME, Limited::new(body, MAX_BODY).collect()).await.map_err(late)?;
    let read = read.map_err(|error| {
        if error.downcast_ref::<LengthLimitError>().is_some() {
            too_large()
        } else {
            Problem::malformed("it broke off")
        }
    })?;
    Ok(read.to_bytes())
}

fn too_large() -> Problem {
    let detail = format!("a body has at most {MAX_BODY} bytes");
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", "The request is too large", detail)
}
