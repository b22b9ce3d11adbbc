mod working_days;

use jiff::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::TermsError;
pub use working_days::{WeekDay, WorkingDayRule, WorkingDays};

/// The unit of a payment rhythm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// A calendar day.
    Day,
    /// Seven days.
    Week,
    /// A calendar month.
    Month,
    /// Twelve calendar months.
    Year,
}

impl Unit {
    /// How many of this unit make a year when interest is the same in every period.
    #[must_use]
    pub const fn per_year(self) -> u16 {
        match self {
            Self::Day => 365,
            Self::Week => 52,
            Self::Month => 12,
            Self::Year => 1,
        }
    }
}

/// A payment rhythm: every `count` units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Every {
    /// How many units lie between two due dates.
    pub count: u16,
    /// The unit.
    pub unit: Unit,
}

impl Every {
    /// The n-th date of the rhythm, `first` for 0.
    ///
    /// Every date is reckoned from `first`, never from the one before, so months clamp to the month's end and
    /// return to the original day: 31 Oct, 30 Nov, 31 Dec, 31 Jan, 28 Feb, 31 Mar.
    ///
    /// # Errors
    /// [`TermsError::BeyondCalendar`] after the year 9999.
    pub fn nth(self, first: Date, n: u16) -> Result<Date, TermsError> {
        let units = u32::from(self.count) * u32::from(n);
        let span = match self.unit {
            Unit::Day => Span::new().try_days(units),
            Unit::Week => Span::new().try_weeks(units),
            Unit::Month => Span::new().try_months(units),
            Unit::Year => Span::new().try_years(units),
        };
        span.and_then(|span| first.checked_add(span)).map_err(|_| TermsError::BeyondCalendar)
    }

    /// The date one step of the rhythm earlier, months clamped to the month's end; none before the year −9999.
    pub(crate) fn before(self, date: Date) -> Option<Date> {
        let count = u32::from(self.count);
        let span = match self.unit {
            Unit::Day => Span::new().try_days(count),
            Unit::Week => Span::new().try_weeks(count),
            Unit::Month => Span::new().try_months(count),
            Unit::Year => Span::new().try_years(count),
        };
        date.checked_sub(span.ok()?).ok()
    }
}

/// Calendar days from one day to another, negative if `to` is earlier.
pub(crate) fn days_between(from: Date, to: Date) -> i64 {
    i64::from((to - from).get_days())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn dates(count: u16, unit: Unit, first: Date, n: u16) -> Vec<String> {
        (0..n).map(|i| Every { count, unit }.nth(first, i).unwrap().to_string()).collect()
    }

    #[test]
    fn months_clamp_and_return() {
        let got = dates(1, Unit::Month, date(2024, 10, 31), 6);
        assert_eq!(got, ["2024-10-31", "2024-11-30", "2024-12-31", "2025-01-31", "2025-02-28", "2025-03-31"]);
        assert_eq!(
            dates(1, Unit::Month, date(2023, 12, 30), 4),
            ["2023-12-30", "2024-01-30", "2024-02-29", "2024-03-30"]
        );
    }

    #[test]
    fn other_units() {
        assert_eq!(dates(2, Unit::Week, date(2025, 12, 24), 3), ["2025-12-24", "2026-01-07", "2026-01-21"]);
        assert_eq!(dates(30, Unit::Day, date(2024, 2, 1), 3), ["2024-02-01", "2024-03-02", "2024-04-01"]);
        assert_eq!(
            dates(1, Unit::Year, date(2024, 2, 29), 5),
            ["2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]
        );
    }

    #[test]
    fn the_calendar_ends() {
        for unit in [Unit::Day, Unit::Week, Unit::Month, Unit::Year] {
            let every = Every { count: u16::MAX, unit };
            assert_eq!(every.nth(date(2024, 1, 1), u16::MAX), Err(TermsError::BeyondCalendar), "{unit:?}");
        }
    }

    proptest! {
        #[test]
        fn dates_rise_and_keep_their_day(day in 1_i8..=31, month in 1_i8..=12, count in 1_u16..=24, n in 0_u16..=40) {
            prop_assume!(Date::new(2023, month, day).is_ok());
            let first = date(2023, month, day);
            let every = Every { count, unit: Unit::Month };
            let (here, next) = (every.nth(first, n).unwrap(), every.nth(first, n + 1).unwrap());
            prop_assert!(here < next);
            prop_assert_eq!(here.day(), day.min(here.days_in_month()));
        }
    }
}
