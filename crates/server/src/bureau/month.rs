use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, date};

/// A month of the calendar, `YYYY-MM`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Month(Date);

/// A text that is no month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("write a month as YYYY-MM, such as 2026-01")]
pub(crate) struct BadMonth;

impl Month {
    pub(crate) fn first_day(self) -> Date {
        self.0
    }

    pub(crate) fn last_day(self) -> Date {
        self.0.last_of_month()
    }

    /// The last days of so many months before this one, the latest first.
    pub(super) fn ends_before(self, count: usize) -> impl Iterator<Item = Date> {
        let step = |first: &Date| first.yesterday().ok().map(Date::first_of_month);
        std::iter::successors(step(&self.0), step).map(Date::last_of_month).take(count)
    }
}

impl FromStr for Month {
    type Err = BadMonth;

    fn from_str(text: &str) -> Result<Self, BadMonth> {
        let (year, month) = text.split_once('-').ok_or(BadMonth)?;
        let is_digits = |text: &str| text.bytes().all(|digit| digit.is_ascii_digit());
        if (year.len(), month.len()) != (4, 2) || !is_digits(year) || !is_digits(month) {
            return Err(BadMonth);
        }
        let (year, month) = (year.parse().map_err(|_| BadMonth)?, month.parse().map_err(|_| BadMonth)?);
        if !(1..=12).contains(&month) || !(1900..=9998).contains(&year) {
            return Err(BadMonth);
        }
        Ok(Self(date(year, month, 1)))
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.0.year(), self.0.month())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_read_back_and_go_back() {
        let month: Month = "2028-03".parse().unwrap();
        assert_eq!((month.to_string().as_str(), month.last_day()), ("2028-03", date(2028, 3, 31)));
        let ends: Vec<_> = month.ends_before(3).collect();
        assert_eq!(ends, [date(2028, 2, 29), date(2028, 1, 31), date(2027, 12, 31)]);
        for text in ["", "2026", "2026-13", "2026-00", "2026-1", "26-01", "2026-01-01", "+026-01", "2026-+1"]
        {
            assert!(text.parse::<Month>().is_err(), "{text}");
        }
    }
}
