use ident::LenderId;
use jiff::Timestamp;

/// A request with an idempotency key, about to be worked on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyBegin {
    /// Keys of different lenders never meet.
    pub lender: LenderId,
    /// As the client sent it.
    pub key: String,
    /// Digest of everything the answer depends on.
    pub digest: [u8; 32],
    /// The request's time, which is its fencing token in [`IdempotencyDone::begun_at`].
    pub now: Timestamp,
    /// A request begun before this and not finished died with its process; its key is taken over.
    pub stale_before: Timestamp,
}

/// What to do with a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Begin {
    /// Work on it.
    Fresh,
    /// It was answered: give this answer again.
    Replay {
        /// HTTP status.
        status: u16,
        /// HTTP content type.
        content_type: String,
        /// HTTP body.
        body: Vec<u8>,
    },
    /// The same request is being worked on.
    InFlight,
    /// The key was used for another request.
    Mismatch,
}

/// The answer to a request, kept for its replays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyDone {
    /// As begun.
    pub lender: LenderId,
    /// As begun.
    pub key: String,
    /// [`IdempotencyBegin::now`] of the try that is answered.
    pub begun_at: Timestamp,
    /// HTTP status.
    pub status: u16,
    /// HTTP content type.
    pub content_type: String,
    /// HTTP body.
    pub body: Vec<u8>,
}
