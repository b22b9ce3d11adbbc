use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use store::StoreError;

use super::super::page;
use crate::log::LogFailure;
use crate::{ExecuteError, Problem};

/// Why an operator does not see a page.
#[derive(Debug)]
pub(super) enum Denied {
    /// Not signed in, or not any more; back to this page afterwards.
    SignIn(String),
    /// No such thing, or another lender's: the two are not told apart (invariant I10).
    NotFound,
    /// A form that this server did not hand out to this session.
    Forged,
    /// Only an owner does that.
    NotOwner,
    /// The server can't answer now.
    Unavailable,
}

#[derive(Template)]
#[template(path = "console/denied.html")]
struct DeniedPage {
    title: &'static str,
    text: &'static str,
}

impl IntoResponse for Denied {
    fn into_response(self) -> Response {
        let (status, title, text) = match self {
            Self::SignIn(next) => return Redirect::to(&super::sign_in::address(&next)).into_response(),
            Self::NotFound => (StatusCode::NOT_FOUND, "Not here", "There is no such contract or document."),
            Self::Forged => (
                StatusCode::FORBIDDEN,
                "This form is out of date",
                "Nothing was changed. Go back, reload the page and try again.",
            ),
            Self::NotOwner => (
                StatusCode::FORBIDDEN,
                "This takes an owner",
                "Nothing was changed. The owner of this installation says who is one.",
            ),
            Self::Unavailable => (
                StatusCode::SERVICE_UNAVAILABLE,
                "The server can’t answer now",
                "Nothing was changed that was not confirmed. Try again in a moment.",
            ),
        };
        page(status, &DeniedPage { title, text })
    }
}

impl From<StoreError> for Denied {
    fn from(error: StoreError) -> Self {
        // The conversion writes the cause to the log.
        drop(Problem::from(error));
        Self::Unavailable
    }
}

impl From<ExecuteError> for Denied {
    fn from(error: ExecuteError) -> Self {
        match error {
            ExecuteError::NotFound => Self::NotFound,
            other => {
                tracing::warn!(error = %other, "an operator's command failed");
                Self::Unavailable
            }
        }
    }
}

impl From<LogFailure> for Denied {
    fn from(failure: LogFailure) -> Self {
        tracing::error!(%failure, "the public log can't be read");
        Self::Unavailable
    }
}
