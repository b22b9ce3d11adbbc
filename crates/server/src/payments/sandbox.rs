use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use money::Money;
use serde_json::json;
use store::StoreError;

use super::webhook::{self, Answer};
use super::{SANDBOX_SCHEME, rails, signature};
use crate::{App, LenderContext, Problem};

/// Whether a lender has a sandbox to pay with.
pub(super) async fn is_open(app: &App, lender: &LenderContext) -> Result<bool, StoreError> {
    Ok(rails::open(app, lender, SANDBOX_SCHEME).await?.is_some())
}

/// The test lenders' bank: tells of a payment as a real rail would, by a signed webhook through the same door.
/// The same `attempt` is the same payment.
///
/// # Errors
/// As for any webhook; and when the lender has no sandbox.
pub(super) async fn pay(
    app: &App,
    lender: &LenderContext,
    reference: &str,
    money: Money,
    attempt: &str,
) -> Result<Answer, Problem> {
    let rail = rails::open(app, lender, SANDBOX_SCHEME).await?;
    let rail = rail.ok_or_else(|| Problem::not_found("rail"))?;
    let body = json!({
        "id": format!("sandbox-{attempt}"),
        "type": "payment",
        "amount": money.to_string(),
        "currency": money.currency(),
        "reference": reference,
    })
    .to_string();
    let secret = rail.secrets.first().map(|secret| secret.as_str()).unwrap_or_default();
    let signed = signature::sign(secret, body.as_bytes(), app.wall_now());
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    if let Ok(signed) = HeaderValue::from_str(&signed) {
        headers.insert(HeaderName::from_static(rail.scheme.header()), signed);
    }
    webhook::receive(app, lender.id, SANDBOX_SCHEME, &headers, Bytes::from(body)).await
}
