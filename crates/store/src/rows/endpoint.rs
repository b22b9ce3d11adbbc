use ident::{EndpointId, LenderId};
use jiff::Timestamp;

use crate::Hidden;

/// Where a lender wants to hear of events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndpointRow {
    /// Never changes.
    pub id: EndpointId,
    /// Never changes.
    pub lender: LenderId,
    /// Address.
    pub url: String,
    /// The signing secret, sealed.
    pub secret: Hidden<Vec<u8>>,
    /// Which events, as the server writes it.
    pub events: String,
    /// Kept from the first write.
    pub created_at: Timestamp,
    /// Silent since.
    pub disabled_at: Option<Timestamp>,
}
