use serde::{Deserialize, Serialize};

use crate::{Advance, AllocationRules, ChargeOffKind, DelinquencyRules, InterestRules, Terms};

/// What the fold of an account goes by, apart from the schedule.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountRules {
    /// Where money goes.
    #[serde(default)]
    pub allocation: AllocationRules,
    /// How delinquency is counted.
    #[serde(default)]
    pub delinquency: DelinquencyRules,
    /// What a charge-off makes of the plan.
    #[serde(default, skip_serializing_if = "ChargeOffKind::is_regular")]
    pub charge_off: ChargeOffKind,
    /// What interest is reckoned by. Without it the plan can't be changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interest: Option<InterestRules>,
    /// What is paid out after the first day, by day. The plan can't be changed before the last of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub advances: Vec<Advance>,
}

impl AccountRules {
    /// The same rules for a loan by its terms: its plan can be changed.
    #[must_use]
    pub fn under(self, terms: &Terms) -> Self {
        Self { interest: Some(InterestRules::of(terms)), advances: terms.advances.clone(), ..self }
    }
}
