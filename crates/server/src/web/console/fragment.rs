use askama::Template;
use axum::http::header::{CACHE_CONTROL, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

use super::denied::Denied;

/// A part of a page, with the tag by which a later request tells that it did not change.
pub struct Fragment {
    /// Its HTML.
    pub(super) html: String,
    /// The tag, quotes included.
    pub(super) etag: String,
}

impl Fragment {
    /// Renders a template.
    pub(super) fn of(template: &impl Template) -> Result<Self, Denied> {
        let html = template.render().map_err(|error| {
            tracing::error!(%error, "a part of a page could not be rendered");
            Denied::Unavailable
        })?;
        Ok(Self::new(html))
    }

    /// What was rendered elsewhere.
    #[must_use]
    pub fn new(html: String) -> Self {
        let digest = Sha256::digest(&html);
        Self { etag: format!("\"{}\"", HEXLOWER.encode(digest.get(..12).unwrap_or_default())), html }
    }

    /// The answer: nothing but the tag when the asker has this content.
    #[must_use]
    pub fn answer(self, headers: &HeaderMap) -> Response {
        let known = headers.get(IF_NONE_MATCH).is_some_and(|tag| tag.as_bytes() == self.etag.as_bytes());
        let about = [(ETAG, self.etag.as_str()), (CACHE_CONTROL, "private, no-cache")];
        if known {
            (StatusCode::NOT_MODIFIED, about).into_response()
        } else {
            (about, Html(self.html.clone())).into_response()
        }
    }
}

/// For a script's request, to which a sign-in page would be no answer.
pub(super) fn refuse(denied: Denied) -> Response {
    match denied {
        Denied::SignIn(_) => StatusCode::UNAUTHORIZED.into_response(),
        other => other.into_response(),
    }
}
