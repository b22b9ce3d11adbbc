use serde::Serialize;
use utoipa::ToSchema;

use super::{Amount, Day, Instant, words};

/// What the device is told, and what it says it did.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RestrictionView {
    /// The wanted level.
    #[schema(value_type = words::Level)]
    pub(crate) level: policy::Level,
    /// When the wanted level last changed.
    pub(crate) changed_at: Option<Instant>,
    /// The number of the last standing; 0 before acceptance.
    #[schema(example = 0)]
    pub(crate) standing_seq: u64,
    /// The evidence in force; present exactly while the level is above `none`.
    pub(crate) warrant: Option<WarrantView>,
    /// What the device said last.
    pub(crate) applied: Option<AppliedView>,
}

/// The evidence for a restriction.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WarrantView {
    /// Paying this lifts the restriction.
    pub(crate) amount: Amount,
    /// The oldest unpaid due date it names.
    pub(crate) oldest_due_on: Day,
    /// When it was issued.
    pub(crate) issued_at: Instant,
    /// When it ends unless renewed.
    pub(crate) expires_at: Instant,
    /// Payments up to this instant were taken into account.
    pub(crate) reconciled_to: Instant,
}

/// What the device said it did.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AppliedView {
    /// The level in force on the device.
    #[schema(value_type = words::Level)]
    pub(crate) level: policy::Level,
    /// The standing it follows.
    #[schema(example = 7)]
    pub(crate) standing_seq: u64,
    /// When, by the device's trusted time.
    pub(crate) at: Instant,
}
