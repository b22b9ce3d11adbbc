use serde::Serialize;
use utoipa::ToSchema;

use super::{Amount, Day, Instant, id, words};

/// What the device is told, and what it says it did.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RestrictionView {
    /// The wanted level.
    #[schema(value_type = words::Level)]
    pub(crate) level: policy::Level,
    /// When the wanted level last changed.
    pub(crate) changed_at: Option<Instant>,
    /// The level the device was told last. A rise is told once the public log has its warrant; a lower level
    /// is told at once.
    #[schema(value_type = words::Level)]
    pub(crate) told_level: policy::Level,
    /// The number of the last standing; 0 before acceptance.
    #[schema(example = 0)]
    pub(crate) standing_seq: u64,
    /// The evidence in force; present exactly while the level is above `none`.
    pub(crate) warrant: Option<WarrantView>,
    /// The newest warrant that is in the public log; it is the one in force unless that still waits.
    pub(crate) logged: Option<LoggedView>,
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

/// A warrant in the public log.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LoggedView {
    /// The warrant's name.
    #[schema(value_type = id::Digest)]
    pub(crate) warrant: proof::Digest,
    /// Whether it is the one in force.
    pub(crate) in_force: bool,
    /// The highest level it allows.
    #[schema(value_type = words::Level)]
    pub(crate) level: policy::Level,
    /// Its place in the log, from 0.
    #[schema(example = 41)]
    pub(crate) index: u64,
}

/// What the device said it did.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AppliedView {
    /// The level in force on the device.
    #[schema(value_type = words::Level)]
    pub(crate) level: policy::Level,
    /// The standing it follows; 0 while none is in force on it, as after its signing key was revoked.
    #[schema(example = 7)]
    pub(crate) standing_seq: u64,
    /// When, by the device's trusted time.
    pub(crate) at: Instant,
}
