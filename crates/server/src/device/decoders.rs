//! What reads devices' headers, as functions of bytes alone: for fuzzing.

use axum::http::{HeaderMap, HeaderValue};

use super::prefer;

/// The value of a `Prefer` header.
pub fn prefer(bytes: &[u8]) {
    if let Ok(value) = HeaderValue::from_bytes(bytes) {
        let mut headers = HeaderMap::new();
        headers.insert("prefer", value);
        let wait = prefer::wait(&headers);
        assert!(wait.is_none_or(|wait| !wait.is_zero()), "a wait of nothing is none");
    }
}
