use serde::{Deserialize, Serialize};

/// Whether interest follows what is really owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InterestRecalculation {
    /// Interest is what the schedule says, whenever the money comes.
    #[default]
    None,
    /// Each night bears interest on the principal that is owed in it: money that comes early lowers later interest
    /// from its day on, overdue principal bears interest until it is paid. Installments stay as high as they were; the
    /// last unpaid one takes the difference.
    Daily,
}

impl InterestRecalculation {
    pub(crate) fn is_none(&self) -> bool {
        *self == Self::None
    }
}
