use crate::DocumentError;
use crate::authority::TrustError;
use crate::canonical::Fault;

/// Why a message of the channel is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SessionError {
    /// The envelope, its headers, its size, its form or its signature.
    #[error(transparent)]
    Envelope(#[from] DocumentError),
    /// The message authentication code does not fit: forged, altered or under another key.
    #[error("the message authentication code is wrong")]
    BadMac,
    /// The message belongs to another session.
    #[error("the message belongs to another session")]
    WrongSession,
    /// The answer is to another question: an old one, or someone else's.
    #[error("the answer does not carry the nonce of the question")]
    WrongNonce,
    /// The grant answers another hello.
    #[error("the grant answers another hello")]
    WrongHello,
    /// The grant's key does not go back to the root that is trusted.
    #[error(transparent)]
    Trust(#[from] TrustError),
    /// A field is longer than it may be, empty, or repeats itself.
    #[error("`{0}` is out of bounds")]
    OutOfBounds(&'static str),
    /// The peer's ephemeral key is no point on P-256.
    #[error("the ephemeral key is no point on P-256")]
    BadEphemeral,
}

impl From<Fault> for SessionError {
    fn from(fault: Fault) -> Self {
        Self::Envelope(fault.into())
    }
}
