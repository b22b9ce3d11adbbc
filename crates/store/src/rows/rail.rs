use ident::LenderId;
use jiff::Timestamp;

use crate::Hidden;

/// A way money comes in for a lender.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RailRow {
    /// Whose.
    pub lender: LenderId,
    /// Its name, unique for the lender.
    pub rail: String,
    /// How its webhooks are signed.
    pub scheme: String,
    /// Signing secrets, sealed together.
    pub secrets: Hidden<Vec<u8>>,
    /// Up to when its owner says that the feed is complete; never goes back.
    pub feed_reconciled_to: Option<Timestamp>,
    /// Up to when the rail itself was heard, or two people vouched for it; never goes back.
    pub feed_heard_to: Option<Timestamp>,
}

/// Whose word it is that a feed is complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeedWord {
    /// The rail's own, by an event it signed, or that of two people.
    Heard,
    /// The owner's, by one key.
    Stated,
}
