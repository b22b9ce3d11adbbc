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
    /// Up to when the feed is known to be complete; never goes back.
    pub feed_reconciled_to: Option<Timestamp>,
}
