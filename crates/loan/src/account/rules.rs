use serde::{Deserialize, Serialize};

use crate::AllocationRules;

/// What the fold of an account goes by, apart from the schedule.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountRules {
    /// Where money goes.
    #[serde(default)]
    pub allocation: AllocationRules,
}
