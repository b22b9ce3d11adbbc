mod pause;
mod range;
mod report;
mod rules;

pub use pause::Pause;
pub use range::DayRange;
pub use report::{Delinquency, RowDelinquency};
pub use rules::{BrokenBuckets, DelinquencyRules};

use std::fmt;

use serde::{Deserialize, Serialize};

/// Days since the oldest unpaid due date (DPD). Always derived, never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DaysPastDue(pub u32);

impl DaysPastDue {
    /// The delinquency bucket.
    #[must_use]
    pub const fn bucket(self) -> Bucket {
        match self.0 {
            0 => Bucket::Current,
            1..=30 => Bucket::Days1To30,
            31..=60 => Bucket::Days31To60,
            61..=90 => Bucket::Days61To90,
            91..=120 => Bucket::Days91To120,
            _ => Bucket::Days121Plus,
        }
    }
}

impl fmt::Display for DaysPastDue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// A delinquency bucket, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Bucket {
    /// Nothing is overdue.
    #[serde(rename = "current")]
    Current,
    /// 1 to 30 days past due.
    #[serde(rename = "1-30")]
    Days1To30,
    /// 31 to 60 days past due.
    #[serde(rename = "31-60")]
    Days31To60,
    /// 61 to 90 days past due.
    #[serde(rename = "61-90")]
    Days61To90,
    /// 91 to 120 days past due.
    #[serde(rename = "91-120")]
    Days91To120,
    /// 121 days past due and more.
    #[serde(rename = "121+")]
    Days121Plus,
}

impl Bucket {
    /// All buckets, best first.
    pub const ALL: [Self; 6] = [
        Self::Current,
        Self::Days1To30,
        Self::Days31To60,
        Self::Days61To90,
        Self::Days91To120,
        Self::Days121Plus,
    ];

    /// The range as text, `current` or for example `31-60`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Days1To30 => "1-30",
            Self::Days31To60 => "31-60",
            Self::Days61To90 => "61-90",
            Self::Days91To120 => "91-120",
            Self::Days121Plus => "121+",
        }
    }
}

impl fmt::Display for Bucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_meet() {
        let edges = [0, 1, 30, 31, 60, 61, 90, 91, 120, 121, u32::MAX];
        let got: Vec<_> = edges.iter().map(|days| DaysPastDue(*days).bucket().as_str()).collect();
        assert_eq!(
            got,
            [
                "current", "1-30", "1-30", "31-60", "31-60", "61-90", "61-90", "91-120", "91-120", "121+",
                "121+"
            ]
        );
    }
}
