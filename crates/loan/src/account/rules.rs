use serde::{Deserialize, Serialize};

use crate::{AllocationRules, InterestRules};

/// What the fold of an account goes by, apart from the schedule.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountRules {
    /// Where money goes.
    #[serde(default)]
    pub allocation: AllocationRules,
    /// What interest is reckoned by. Without it the plan can't be changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interest: Option<InterestRules>,
}
