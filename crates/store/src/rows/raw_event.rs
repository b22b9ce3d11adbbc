use ident::{LenderId, RawEventId};
use jiff::Timestamp;

/// A webhook request as it came in, kept before anything is made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawEventRow {
    /// Our name for it.
    pub id: RawEventId,
    /// Whose.
    pub lender: LenderId,
    /// The way it came.
    pub rail: String,
    /// When.
    pub received_at: Timestamp,
    /// JSON.
    pub headers: String,
    /// As sent.
    pub body: Vec<u8>,
    /// [`RawEventRow::RECEIVED`], later the outcome.
    pub state: String,
}

impl RawEventRow {
    /// The state in which nothing was made of it yet.
    pub const RECEIVED: &'static str = "received";
}
