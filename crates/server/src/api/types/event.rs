use ident::{ContractId, EventId};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{Instant, id};

/// Something that happened, as the timeline, the feed and webhooks tell it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EventView {
    /// Its identifier.
    #[schema(value_type = id::EventId)]
    pub(crate) id: EventId,
    /// What.
    #[serde(rename = "type")]
    #[schema(example = "payment.received")]
    pub(crate) kind: String,
    /// When.
    pub(crate) at: Instant,
    /// The contract, if it is about one.
    #[schema(value_type = Option<id::ContractId>)]
    pub(crate) contract: Option<ContractId>,
    /// Its place in the contract's timeline, from 1.
    #[schema(example = 12)]
    pub(crate) sequence: u64,
    /// What the type needs to be understood.
    #[schema(value_type = Object, example = json!({"payment": "pay_069s72k4g5x8r1nq6wz3b0ydm0", "amount": {"amount": "17.01", "currency": "USD"}}))]
    pub(crate) data: Value,
}
