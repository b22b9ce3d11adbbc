use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};

use super::refusal::Refusal;

/// RFC 9052, 11.3.
const MEDIA_TYPE: &str = "application/cose";
/// How long a message may take to arrive.
const ARRIVES_WITHIN: Duration = Duration::from_secs(10);

/// A message as the body of a request, of at most `limit` bytes.
pub(super) async fn receive(headers: &HeaderMap, body: Body, limit: usize) -> Result<Bytes, Refusal> {
    if !is_cose(headers) {
        return Err(Refusal::MediaType);
    }
    let announced = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    if announced.is_some_and(|length: usize| length > limit) {
        return Err(Refusal::TooLarge);
    }
    let read = tokio::time::timeout(ARRIVES_WITHIN, to_bytes(body, limit)).await;
    read.map_err(|_| Refusal::Slow)?.map_err(|error| {
        let cause = std::error::Error::source(&error);
        if cause.is_some_and(<dyn std::error::Error>::is::<http_body_util::LengthLimitError>) {
            Refusal::TooLarge
        } else {
            Refusal::Broken
        }
    })
}

/// A message as an answer.
pub(super) fn reply(bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (headers, bytes).into_response()
}

fn is_cose(headers: &HeaderMap) -> bool {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = value.split(';').next().unwrap_or_default();
    essence.trim().eq_ignore_ascii_case(MEDIA_TYPE)
}
