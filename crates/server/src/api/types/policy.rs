use policy::{Compensation, FloorItem, PackDigest, PackId, RaiseHours, SilenceRule, Status};
use serde::Serialize;
use utoipa::ToSchema;

use super::{id, words};

/// Exactly one version of one pack.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PolicyRef {
    /// The pack's name.
    #[schema(value_type = String, example = "house")]
    pub(crate) id: PackId,
    /// Its version.
    #[schema(example = 1)]
    pub(crate) version: u32,
    /// Its content.
    #[schema(value_type = id::Digest)]
    pub(crate) digest: PackDigest,
}

/// All policy packs.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PolicyList {
    /// By name and version.
    pub(crate) data: Vec<PolicyView>,
}

/// One version of one set of rules.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PolicyView {
    /// The pack's name.
    #[schema(value_type = String, example = "house")]
    pub(crate) id: PackId,
    /// Counts up from 1; a version never changes.
    #[schema(example = 1)]
    pub(crate) version: u32,
    /// The digest of its content, which signed terms name.
    #[schema(value_type = id::Digest)]
    pub(crate) digest: PackDigest,
    /// One line for people.
    #[schema(example = "House rules")]
    pub(crate) title: String,
    /// How binding the rules are: `house`, `draft`, `model` or `in_force`.
    #[schema(value_type = String, example = "house")]
    pub(crate) status: Status,
    /// Law, draft or judgment the numbers come from.
    #[schema(example = "The project's own conservative rules.")]
    pub(crate) source: String,
    /// Whether any restriction is allowed at all.
    #[schema(example = true)]
    pub(crate) locking_allowed: bool,
    /// Days after a due date in which nothing happens.
    #[schema(example = 5)]
    pub(crate) grace_days: u16,
    /// All must be delivered and have run out before any restriction.
    pub(crate) notices: Vec<NoticeRuleView>,
    /// The levels in use, lowest first.
    pub(crate) levels: Vec<LevelRuleView>,
    /// A level stays at least this many days on each step.
    #[schema(example = 7)]
    pub(crate) step_days: u16,
    /// What no level takes away.
    #[schema(value_type = Vec<String>, example = json!(["emergency_calls", "incoming_calls"]))]
    pub(crate) floor: Vec<FloorItem>,
    /// The local hours in which a level may rise.
    #[schema(value_type = Object, example = json!({"from_hour": 9, "to_hour": 17, "weekdays": [1, 2, 3, 4, 5]}))]
    pub(crate) raise_hours: RaiseHours,
    /// For how long an announced payment keeps a level from rising.
    #[schema(example = 72)]
    pub(crate) pending_payment_hold_hours: u16,
    /// The payment feed must be newer than this for a level to rise.
    #[schema(example = 24)]
    pub(crate) feed_stale_after_hours: u16,
    /// What wrongful restriction costs the lender for each started hour.
    #[schema(value_type = Option<Object>, example = json!({"per_hour_minor": 25000, "currency": "INR"}))]
    pub(crate) compensation: Option<Compensation>,
    /// Within how many minutes of payment a restriction must be lifted.
    #[schema(example = 60)]
    pub(crate) restore_within_minutes: u32,
    /// For how many days a warrant is good.
    #[schema(example = 14)]
    pub(crate) warrant_valid_days: u16,
    /// What a device may do by itself when it hears nothing; absent: nothing.
    #[schema(value_type = Option<Object>, example = json!({"limited_after_days": 30, "notice_days": 7}))]
    pub(crate) silence: Option<SilenceRule>,
}

/// A notice that the pack demands.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NoticeRuleView {
    /// Its name in the pack.
    #[schema(example = "first")]
    pub(crate) key: String,
    /// Sent from this many days past due on.
    #[schema(example = 5)]
    pub(crate) at_dpd: u16,
    /// Full days the borrower has from delivery to pay.
    #[schema(example = 7)]
    pub(crate) cure_days: u16,
    /// The channels it is sent on.
    #[schema(value_type = Vec<words::Channel>)]
    pub(crate) channels: Vec<policy::Channel>,
    /// On how many of them delivery must be proved.
    #[schema(example = 1)]
    pub(crate) min_channels: u8,
}

/// From which day past due a level may be reached.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LevelRuleView {
    /// The level.
    #[schema(value_type = words::Level)]
    pub(crate) level: policy::Level,
    /// Days past due.
    #[schema(example = 15)]
    pub(crate) from_dpd: u16,
    /// Days past due of contracts due every week or more often, where they differ.
    #[schema(example = 10)]
    pub(crate) from_dpd_weekly: Option<u16>,
}
