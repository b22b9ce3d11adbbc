use serde::{Deserialize, Serialize};

/// What a charge-off makes of the plan. Either way the debt leaves the books and is still owed (loan servicing
/// reference, 1.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChargeOffKind {
    /// The plan stays as it is.
    #[default]
    Regular,
    /// No interest after the day: installments stay as high as they were and repay principal instead, the last ones
    /// less.
    ZeroInterest,
    /// All principal is due on the day, with the interest to that day.
    AccelerateMaturity,
}

impl ChargeOffKind {
    pub(crate) fn is_regular(&self) -> bool {
        *self == Self::Regular
    }
}
