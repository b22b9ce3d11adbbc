use policy::NoticeKey;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Day, Instant, words};

/// A stretch of time in which something that a notice named is unpaid.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DelinquencyView {
    /// The oldest unpaid due date when it began. Name it when you report a delivery.
    pub(crate) since: Day,
    /// Paying everything due through this day ends it.
    pub(crate) named_through: Day,
    /// The notices issued so far.
    pub(crate) notices: Vec<NoticeView>,
}

/// A notice on its way or delivered.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NoticeView {
    /// Which of the pack's notices.
    #[schema(value_type = String, example = "first")]
    pub(crate) key: NoticeKey,
    /// When it was issued.
    pub(crate) issued_at: Instant,
    /// Proved deliveries.
    pub(crate) deliveries: Vec<DeliveryView>,
    /// When the time to cure runs out; absent while more deliveries are needed.
    pub(crate) runs_out_at: Option<Instant>,
}

/// A proved delivery on one channel.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DeliveryView {
    /// The channel.
    #[schema(value_type = words::Channel)]
    pub(crate) channel: policy::Channel,
    /// When.
    pub(crate) at: Instant,
    /// The carrier's own reference.
    #[schema(example = "carrier-5521")]
    pub(crate) reference: Option<String>,
    /// Whether the device signed for it.
    #[schema(example = false)]
    pub(crate) signed_by_device: bool,
}

/// What keeps a restriction away for now.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HoldView {
    /// Why.
    #[schema(value_type = words::OpenHoldKind)]
    pub(crate) kind: servicing::HoldKind,
    /// Since when.
    pub(crate) since: Instant,
    /// Until when; absent for what people must decide.
    pub(crate) until: Option<Instant>,
}
