use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Instant;

/// How far the test clock goes: exactly one of the three.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"by_days": 1}))]
pub(crate) struct AdvanceRequest {
    /// To this instant.
    pub(crate) to: Option<Instant>,
    /// By this many times 24 hours.
    #[schema(example = 1, minimum = 1, maximum = 3660)]
    pub(crate) by_days: Option<i64>,
    /// Until something is to happen.
    pub(crate) until: Option<Until>,
}

/// What the clock goes on to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Until {
    /// The next installment's due date of any contract.
    NextDueDate,
    /// The next instant at which anything changes by itself.
    NextEvent,
}

/// A test lender's clock.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TestClockView {
    /// What it shows.
    pub(crate) now: Instant,
}

/// A test lender's clock after an advance.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AdvancedView {
    /// What it shows.
    pub(crate) now: Instant,
    /// How many times a contract was woken on the way.
    #[schema(example = 3)]
    pub(crate) wakes: u64,
}
