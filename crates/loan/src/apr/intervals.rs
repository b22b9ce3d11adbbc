use jiff::civil::Date;
use rust_decimal::Decimal;

use super::months::{DueDay, months_back};
use crate::calendar::days_between;

/// What whole periods the time between two dates is counted in by the European formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Interval {
    /// Whole years.
    Year,
    /// Whole months, twelve equal ones to a year.
    Month,
    /// Whole weeks, fifty-two to a year.
    Week,
}

impl Interval {
    /// How many make a year.
    #[must_use]
    pub const fn per_year(self) -> u32 {
        match self {
            Self::Year => 1,
            Self::Month => 12,
            Self::Week => 52,
        }
    }
}

/// A time in years from the first drawdown, or before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Years {
    /// Whether it lies before the first drawdown.
    pub(super) before: bool,
    /// Whole periods.
    pub(super) whole: u32,
    /// How many of them make a year, at least one.
    pub(super) per_year: u32,
    /// What comes before them, in years, zero or more.
    pub(super) rest: Decimal,
}

impl Years {
    /// A number of years, negative before the first drawdown. `None` when it is too large to count.
    #[must_use]
    pub fn new(years: Decimal) -> Option<Self> {
        use rust_decimal::prelude::ToPrimitive;
        let (before, years) = (years < Decimal::ZERO, years.abs());
        let whole = years.trunc();
        Some(Self { before, whole: whole.to_u32()?, per_year: 1, rest: years.checked_sub(whole)? })
    }

    /// The years from the first drawdown to a date; `due_day` is that of the dates after it.
    pub(super) fn between(start: Date, date: Date, due_day: DueDay, interval: Interval) -> Option<Self> {
        if date < start {
            return Some(Self { before: true, ..Self::after(date, start, DueDay::on(start), interval)? });
        }
        Self::after(start, date, due_day, interval)
    }

    /// The years between two dates, `later` not before `start`: whole periods measured back from the later date,
    /// then the remaining days over 365, or over 366 when the year that ends where the whole periods begin has
    /// a 29 February (Commission guidelines SWD(2012) 128, 4.1.1; Directive (EU) 2023/2225, Annex III, remark (c)).
    fn after(start: Date, later: Date, due_day: DueDay, interval: Interval) -> Option<Self> {
        let months = months_back(start, later, due_day)?;
        let (whole, begins) = match interval {
            Interval::Month => (months.whole, months.begins),
            Interval::Year => (months.whole / 12, due_day.back(later, months.whole / 12 * 12)?),
            Interval::Week => {
                let days = days_between(start, later);
                (
                    u32::try_from(days / 7).ok()?,
                    start.checked_add(jiff::Span::new().try_days(days % 7).ok()?).ok()?,
                )
            }
        };
        let days = days_between(start, begins);
        let rest = if days == 0 {
            Decimal::ZERO
        } else {
            let year = days_between(DueDay::on(begins).back(begins, 12)?, begins);
            Decimal::from(days).checked_div(Decimal::from(year))?
        };
        Some(Self { before: false, whole, per_year: interval.per_year(), rest })
    }

    /// The years as one number, negative before the first drawdown.
    pub(super) fn total(self) -> Option<Decimal> {
        let years =
            Decimal::from(self.whole).checked_div(Decimal::from(self.per_year))?.checked_add(self.rest)?;
        Some(if self.before { -years } else { years })
    }

    /// Whether it is the first drawdown's own time.
    pub(super) fn is_start(self) -> bool {
        self.whole == 0 && self.rest.is_zero()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// Day, month and year of two dates, the whole periods, the days left and the days of their year: the examples
    /// of the Commission's guidelines and those that follow from them by the same rule.
    type Example = ((i8, i8, i16), (i8, i8, i16), u32, i64, i64);

    fn check(interval: Interval, examples: &[Example]) {
        for &((d1, m1, y1), (d2, m2, y2), whole, days, year) in examples {
            let (start, later) = (date(y1, m1, d1), date(y2, m2, d2));
            let years = Years::between(start, later, DueDay::on(later), interval).unwrap();
            let want = Decimal::from(whole) / Decimal::from(interval.per_year())
                + Decimal::from(days) / Decimal::from(year);
            assert_eq!(years.whole, whole, "{start} to {later}");
            assert_eq!(years.total().unwrap(), want, "{start} to {later}");
        }
    }

    #[test]
    fn months() {
        check(
            Interval::Month,
            &[
                ((12, 1, 2019), (12, 1, 2020), 12, 0, 365),
                ((12, 1, 2012), (15, 2, 2012), 1, 3, 365),
                ((12, 1, 2012), (15, 3, 2012), 2, 3, 365),
                ((12, 1, 2012), (15, 4, 2012), 3, 3, 365),
                ((12, 1, 2013), (15, 2, 2013), 1, 3, 366),
                ((12, 1, 2013), (15, 3, 2013), 2, 3, 366),
                ((12, 1, 2013), (15, 4, 2013), 3, 3, 366),
                ((25, 2, 2013), (28, 3, 2013), 1, 3, 366),
                ((26, 2, 2013), (29, 3, 2013), 1, 2, 366),
                ((26, 2, 2012), (29, 3, 2012), 1, 3, 366),
                ((26, 2, 2012), (26, 2, 2012), 0, 0, 366),
            ],
        );
    }

    #[test]
    fn years() {
        check(
            Interval::Year,
            &[
                ((12, 1, 2012), (15, 2, 2012), 0, 34, 365),
                ((12, 1, 2012), (15, 2, 2013), 1, 34, 365),
                ((12, 1, 2012), (15, 2, 2014), 2, 34, 365),
                ((1, 1, 2020), (15, 3, 2021), 1, 74, 366),
            ],
        );
    }

    #[test]
    fn weeks() {
        check(
            Interval::Week,
            &[
                ((12, 1, 2012), (26, 1, 2012), 2, 0, 365),
                ((12, 1, 2012), (10, 1, 2013), 52, 0, 365),
                ((12, 1, 2012), (30, 1, 2012), 2, 4, 365),
                ((12, 1, 2012), (12, 1, 2013), 52, 2, 365),
            ],
        );
    }
}
