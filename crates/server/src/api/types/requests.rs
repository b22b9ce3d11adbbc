use serde::Deserialize;
use utoipa::ToSchema;

use super::words::{HoldKind, MessageChannel};
use super::{Day, Instant};

/// A hold to place.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct HoldRequest {
    /// Why.
    pub(crate) kind: HoldKind,
    /// Until when. An announced payment's hold always ends within the pack's limit.
    pub(crate) until: Option<Instant>,
}

/// A payoff to agree on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PayoffRequest {
    /// The last day on which the amount settles, before the next due date.
    pub(crate) valid_through: Day,
}

/// A notice that your own carrier delivered.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DeliveryRequest {
    /// The channel.
    pub(crate) channel: MessageChannel,
    /// The delinquency it belongs to: `delinquency.since` of the contract.
    pub(crate) delinquent_since: Day,
    /// When it was delivered; now when absent.
    pub(crate) at: Option<Instant>,
    /// The carrier's own reference: the evidence.
    #[schema(example = "carrier-5521")]
    pub(crate) reference: String,
}
