use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::calendar::days_between;

/// Days that make nobody more delinquent. Never changed or removed, only ended early.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pause {
    /// The first day that doesn't count.
    pub from: Date,
    /// The first day that counts again, unless it was resumed before.
    pub until: Date,
    /// The day on which it was ended early: the first that counts again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resumed_on: Option<Date>,
}

impl Pause {
    /// The first day that counts again.
    #[must_use]
    pub fn ends_on(&self) -> Date {
        self.resumed_on.unwrap_or(self.until)
    }

    /// Whether it runs on a day.
    #[must_use]
    pub fn is_active(&self, on: Date) -> bool {
        self.resumed_on.is_none() && self.from <= on && on <= self.until
    }

    /// How many of its days lie in [`from`, `to`).
    #[must_use]
    pub fn days_within(&self, from: Date, to: Date) -> i64 {
        days_between(self.from.max(from), self.ends_on().min(to)).max(0)
    }
}
