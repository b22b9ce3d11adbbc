use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use crate::Problem;

/// What a page may load: its own server's files, nothing inline, nothing from elsewhere. Only pages of the same
/// origin may frame it.
const CONTENT_POLICY: &str = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; \
     form-action 'self'; frame-ancestors 'self'";

/// Renders a template that extends `base.html`, with the headers every page has. Pages are not kept by caches:
/// most show one contract's state.
pub fn page(status: StatusCode, template: &impl Template) -> Response {
    page_with_policy(status, template, CONTENT_POLICY)
}

/// Like [`page`], for a page that frames pages of other origins, such as `http://127.0.0.1:4001`.
pub fn page_framing(status: StatusCode, template: &impl Template, origins: &[String]) -> Response {
    let policy = format!("{CONTENT_POLICY}; frame-src 'self' {}", origins.join(" "));
    page_with_policy(status, template, &policy)
}

fn page_with_policy(status: StatusCode, template: &impl Template, policy: &str) -> Response {
    match template.render() {
        Ok(html) => secure((status, Html(html)).into_response(), policy),
        Err(error) => {
            tracing::error!(%error, "a page could not be rendered");
            Problem::unavailable().into_response()
        }
    }
}

fn secure(mut response: Response, policy: &str) -> Response {
    let headers = response.headers_mut();
    if let Ok(policy) = HeaderValue::from_str(policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
