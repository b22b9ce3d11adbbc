use std::time::Duration;

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use ident::EndpointId;
use serde::Deserialize;
use serde_json::{Value, json};
use store::StoreError;
use store::rows::{EndpointRow, OutboxRow};

use super::outbox::Tried;
use super::signature::sign;
use crate::App;

/// How long a receiver may take to answer.
const TIMEOUT: Duration = Duration::from_secs(10);

/// What the outbox keeps of a webhook.
#[derive(Debug, Deserialize)]
struct Payload {
    endpoint: EndpointId,
    event: Value,
}

/// Sends an event to one of its lender's endpoints.
pub(super) async fn deliver(app: &App, row: &OutboxRow) -> Tried {
    let Ok(payload) = serde_json::from_str::<Payload>(&row.payload) else {
        return Tried::Hopeless("the message can't be read".to_owned());
    };
    let endpoint = match app.store.endpoint(row.lender, payload.endpoint).await {
        Ok(Some(endpoint)) if endpoint.disabled_at.is_none() => endpoint,
        Ok(_) => return Tried::Hopeless("the endpoint is gone".to_owned()),
        Err(error) => return Tried::Failed(error.to_string()),
    };
    let Some(_place) = app.delivery.take_place(endpoint.lender, endpoint.id) else { return Tried::Crowded };
    send(app, row, &endpoint, &payload.event).await
}

async fn send(app: &App, row: &OutboxRow, endpoint: &EndpointRow, event: &Value) -> Tried {
    let body = body(event);
    let headers = match headers(app, row, endpoint, &body) {
        Ok(headers) => headers,
        Err(why) => return Tried::Hopeless(why),
    };
    match app.http.post(&endpoint.url, headers, body, TIMEOUT).await {
        Ok(reply) if reply.status.is_success() => Tried::Done,
        Ok(reply) if reply.status == StatusCode::GONE => match disable(app, endpoint).await {
            Ok(()) => Tried::Hopeless("the receiver answered 410 Gone".to_owned()),
            Err(error) => Tried::Failed(error.to_string()),
        },
        Ok(reply) => Tried::Failed(format!("the receiver answered {}", reply.status.as_u16())),
        Err(failure) => Tried::Failed(failure.to_string()),
    }
}

/// The body by the Standard Webhooks scheme: `type`, `timestamp`, `data`, and what tells the event apart.
fn body(event: &Value) -> Bytes {
    let body = json!({
        "type": event["type"],
        "timestamp": event["at"],
        "id": event["id"],
        "contract": event["contract"],
        "sequence": event["sequence"],
        "data": event["data"],
    });
    Bytes::from(body.to_string())
}

fn headers(app: &App, row: &OutboxRow, endpoint: &EndpointRow, body: &[u8]) -> Result<HeaderMap, String> {
    let sealed = app.sealer.open(&format!("endpoint:{}", endpoint.id), &endpoint.secret);
    let secrets = String::from_utf8(sealed.map_err(|error| error.to_string())?);
    let secrets = secrets.map_err(|_| "the endpoint's secret can't be read".to_owned())?;
    let (id, timestamp) = (row.id.to_string(), app.wall_now().as_second());
    let signature = sign(&secrets, &id, timestamp, body).map_err(|error| error.to_string())?;
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(header::USER_AGENT, HeaderValue::from_static("Quittance-Webhook/1"));
    for (name, value) in
        [("webhook-id", id), ("webhook-timestamp", timestamp.to_string()), ("webhook-signature", signature)]
    {
        let value = HeaderValue::try_from(value).map_err(|error| error.to_string())?;
        headers.insert(HeaderName::from_static(name), value);
    }
    Ok(headers)
}

/// The receiver said that it never wants to hear of this again.
async fn disable(app: &App, endpoint: &EndpointRow) -> Result<(), StoreError> {
    let disabled = EndpointRow { disabled_at: Some(app.wall_now()), ..endpoint.clone() };
    app.store.put_endpoint(disabled).await?;
    app.forget_lender(endpoint.lender);
    tracing::warn!(endpoint = %endpoint.id, lender = %endpoint.lender, "a webhook endpoint is gone");
    Ok(())
}
