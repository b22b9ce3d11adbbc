use serde::{Deserialize, Serialize};

use super::DayRange;

/// How delinquency is counted: what the field calls a delinquency bucket is a list of such ranges.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Parts", into = "Parts")]
pub struct DelinquencyRules {
    grace_days: u16,
    buckets: Vec<DayRange>,
}

/// Ranges that make no classification.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "delinquency buckets are ranges of days from 1 on that rise and don't overlap; only the last may be open"
)]
pub struct BrokenBuckets;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Parts {
    #[serde(default)]
    grace_days: u16,
    #[serde(default = "standard")]
    buckets: Vec<DayRange>,
}

/// The ranges of [`crate::Bucket`].
fn standard() -> Vec<DayRange> {
    [(1, Some(30)), (31, Some(60)), (61, Some(90)), (91, Some(120)), (121, None)]
        .map(|(min, max)| DayRange { min, max })
        .to_vec()
}

impl DelinquencyRules {
    /// Rules of a grace in days and ranges of delinquent days.
    ///
    /// # Errors
    /// When the ranges don't rise, overlap, or are open before the last.
    pub fn new(grace_days: u16, buckets: Vec<DayRange>) -> Result<Self, BrokenBuckets> {
        let mut before = 0;
        for (place, range) in (1..).zip(&buckets) {
            let rises = range.min > before && range.max.is_none_or(|max| max >= range.min);
            if !rises || (range.max.is_none() && place != buckets.len()) {
                return Err(BrokenBuckets);
            }
            before = range.max.unwrap_or(u32::MAX);
        }
        Ok(Self { grace_days, buckets })
    }

    /// Days after a due date that make nobody delinquent.
    #[must_use]
    pub const fn grace_days(&self) -> u16 {
        self.grace_days
    }

    /// The ranges, in order.
    #[must_use]
    pub fn buckets(&self) -> &[DayRange] {
        &self.buckets
    }

    /// The range of a number of days; `None` for none, or between ranges.
    #[must_use]
    pub fn bucket(&self, days: u32) -> Option<DayRange> {
        self.buckets.iter().copied().find(|range| range.contains(days))
    }
}

impl Default for DelinquencyRules {
    fn default() -> Self {
        Self { grace_days: 0, buckets: standard() }
    }
}

impl TryFrom<Parts> for DelinquencyRules {
    type Error = BrokenBuckets;

    fn try_from(Parts { grace_days, buckets }: Parts) -> Result<Self, Self::Error> {
        Self::new(grace_days, buckets)
    }
}

impl From<DelinquencyRules> for Parts {
    fn from(DelinquencyRules { grace_days, buckets }: DelinquencyRules) -> Self {
        Self { grace_days, buckets }
    }
}
