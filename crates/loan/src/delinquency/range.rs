use std::fmt;

use serde::{Deserialize, Serialize};

/// A range of delinquent days, both ends included; written `[4, 30]`, or `[241, null]` without end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "(u32, Option<u32>)", into = "(u32, Option<u32>)")]
pub struct DayRange {
    /// The first day.
    pub min: u32,
    /// The last day.
    pub max: Option<u32>,
}

impl DayRange {
    /// Whether a number of days lies in it.
    #[must_use]
    pub fn contains(self, days: u32) -> bool {
        self.min <= days && self.max.is_none_or(|max| days <= max)
    }
}

impl From<(u32, Option<u32>)> for DayRange {
    fn from((min, max): (u32, Option<u32>)) -> Self {
        Self { min, max }
    }
}

impl From<DayRange> for (u32, Option<u32>) {
    fn from(DayRange { min, max }: DayRange) -> Self {
        (min, max)
    }
}

/// For example `4-30` or `241+`.
impl fmt::Display for DayRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.max {
            Some(max) => write!(f, "{}-{max}", self.min),
            None => write!(f, "{}+", self.min),
        }
    }
}
