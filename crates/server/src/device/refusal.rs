use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use proof::DocumentError;
use proof::session::SessionError;
use store::{CommitError, StoreError};

use crate::attestation::AttestationFault;
use crate::{ExecuteError, Problem};

/// Why a device's message is not obeyed. What it says is for logs and developers; a device looks at the status
/// only.
#[derive(Debug, thiserror::Error)]
pub(super) enum Refusal {
    #[error("the body is not application/cose")]
    MediaType,
    #[error("the body is too large")]
    TooLarge,
    #[error("the body did not arrive in time")]
    Slow,
    #[error("the body ended early")]
    Broken,
    #[error("too many hellos from this address")]
    TooMany,
    #[error(transparent)]
    Message(#[from] SessionError),
    #[error("this enrollment token is used or unknown")]
    TokenUsed,
    #[error("this enrollment token has run out")]
    TokenExpired,
    #[error("no contract is known for this device")]
    UnknownDevice,
    #[error("this is not the device of the contract")]
    OtherDevice,
    #[error("this lender's phones must be attested by their maker: {0}")]
    NotAttested(AttestationFault),
    #[error("the phone's maker attests another IMEI or serial number than the contract finances")]
    OtherHardware,
    #[error("there is no such session")]
    UnknownSession,
    #[error("the session has ended")]
    SessionExpired,
    #[error("this hello was said before")]
    Repeated,
    #[error("the check-in's counter has been seen or passed")]
    Replay,
    #[error(transparent)]
    Execute(#[from] ExecuteError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Refusal {
    fn problem(self) -> Problem {
        let detail = self.to_string();
        match self {
            Self::MediaType => Problem::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "unsupported-media-type",
                "The request's media type is not understood",
                detail,
            ),
            Self::TooLarge => {
                Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", "The request is too large", detail)
            }
            Self::Slow => {
                Problem::new(StatusCode::REQUEST_TIMEOUT, "too-slow", "The request took too long", detail)
            }
            Self::TooMany => too_many(detail),
            Self::Broken => Problem::malformed(detail),
            Self::Message(error) => message(&error),
            Self::TokenUsed => Problem::conflict("token-used", detail),
            Self::TokenExpired => Problem::conflict("token-expired", detail),
            Self::Replay | Self::Repeated => Problem::conflict("replay", detail),
            Self::UnknownDevice => Problem::not_found("device"),
            Self::OtherDevice => Problem::forbidden(detail),
            Self::NotAttested(_) | Self::OtherHardware => {
                Problem::new(StatusCode::FORBIDDEN, "not-attested", "The phone is not attested", detail)
            }
            Self::UnknownSession => {
                Problem::new(StatusCode::UNAUTHORIZED, "session-unknown", "Say hello first", detail)
            }
            Self::SessionExpired => {
                Problem::new(StatusCode::UNAUTHORIZED, "session-expired", "Say hello again", detail)
            }
            Self::Execute(ExecuteError::Commit(CommitError::TokenUsed)) => {
                Problem::conflict("token-used", detail)
            }
            Self::Execute(ExecuteError::Refused(servicing::Refusal::OtherDeviceKey)) => {
                Problem::forbidden(detail)
            }
            Self::Execute(error) => error.into(),
            Self::Store(error) => error.into(),
        }
    }
}

/// Who can't prove to be who they say is unauthorized; everything else about a message is its form.
fn message(error: &SessionError) -> Problem {
    match error {
        SessionError::BadMac
        | SessionError::Envelope(DocumentError::BadSignature | DocumentError::WrongKey) => Problem::new(
            StatusCode::UNAUTHORIZED,
            "not-authentic",
            "The message is not by whom it says",
            error.to_string(),
        ),
        error => Problem::malformed(error.to_string()),
    }
}

fn too_many(detail: String) -> Problem {
    let mut problem =
        Problem::new(StatusCode::TOO_MANY_REQUESTS, "too-many-requests", "Too many requests", detail);
    problem.retry_after_seconds = Some(5);
    problem
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        self.problem().into_response()
    }
}
