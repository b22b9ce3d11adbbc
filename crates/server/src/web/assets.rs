use std::fmt::Write as _;
use std::sync::LazyLock;

use axum::extract::{Path, RawQuery};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest as _, Sha256};

/// A file that pages refer to.
struct Asset {
    name: &'static str,
    content_type: &'static str,
    bytes: &'static [u8],
    /// The first bytes of its SHA-256 in hexadecimal.
    version: String,
}

static ASSETS: LazyLock<[Asset; 3]> = LazyLock::new(|| {
    [
        asset_of("quittance.css", "text/css; charset=utf-8", include_bytes!("../../assets/quittance.css")),
        asset_of("live.js", "text/javascript; charset=utf-8", include_bytes!("../../assets/live.js")),
        asset_of("icon.svg", "image/svg+xml", include_bytes!("../../assets/icon.svg")),
    ]
});

fn asset_of(name: &'static str, content_type: &'static str, bytes: &'static [u8]) -> Asset {
    let digest = Sha256::digest(bytes);
    let mut version = String::new();
    for byte in digest.iter().take(8) {
        // Writing to a String can't fail.
        let _ = write!(version, "{byte:02x}");
    }
    Asset { name, content_type, bytes, version }
}

/// The address of an asset, with its content's hash, so that it can be cached for ever. Used by templates.
#[must_use]
pub fn asset(name: &str) -> String {
    let version = ASSETS.iter().find(|asset| asset.name == name).map(|asset| asset.version.as_str());
    debug_assert!(version.is_some(), "no asset {name}");
    format!("/assets/{name}?v={}", version.unwrap_or_default())
}

/// `GET /assets/{name}`.
pub(super) async fn get(Path(name): Path<String>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    let Some(asset) = ASSETS.iter().find(|asset| asset.name == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    // Only the address with the right hash names exactly these bytes; any other is asked for again.
    let is_exact = query.as_deref().and_then(|query| query.strip_prefix("v=")) == Some(&asset.version);
    let cache = if is_exact { "public, max-age=31536000, immutable" } else { "no-cache" };
    let etag = format!("\"{}\"", asset.version);
    let known = headers.get(header::IF_NONE_MATCH).is_some_and(|value| value.as_bytes() == etag.as_bytes());
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, asset.content_type)], asset.bytes).into_response()
    };
    let out = response.headers_mut();
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    out.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if let Ok(etag) = HeaderValue::from_str(&etag) {
        out.insert(header::ETAG, etag);
    }
    response
}
