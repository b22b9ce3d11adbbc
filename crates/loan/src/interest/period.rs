use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::calendar::days_between;

/// One period of a schedule: its interest is that of the nights from `from` to `due_on`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// The due date of the period before, or the day the loan was paid out.
    pub from: Date,
    /// The last day on which its installment is paid in time, after `from`.
    pub due_on: Date,
}

impl Period {
    /// Its nights.
    #[must_use]
    pub fn days(self) -> i64 {
        days_between(self.from, self.due_on)
    }

    /// Whether one of its days, without the first, is 29 February.
    pub(super) fn has_leap_day(self) -> bool {
        (self.from.year()..=self.due_on.year())
            .filter_map(|year| Date::new(year, 2, 29).ok())
            .any(|leap_day| self.from < leap_day && leap_day <= self.due_on)
    }
}

/// Days that follow each other, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Days {
    /// The first.
    pub from: Date,
    /// The last.
    pub through: Date,
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_leap_day_belongs_to_the_period_that_ends_with_it() {
        let has = |from, due_on| Period { from, due_on }.has_leap_day();
        assert!(has(date(2024, 1, 29), date(2024, 2, 29)));
        assert!(!has(date(2024, 2, 29), date(2024, 3, 29)));
        assert!(has(date(2023, 12, 1), date(2024, 3, 1)));
        assert!(!has(date(2023, 1, 31), date(2023, 3, 31)));
        assert!(has(date(2023, 3, 1), date(2025, 1, 1)));
    }
}
