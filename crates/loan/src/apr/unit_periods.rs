use jiff::civil::Date;
use rust_decimal::Decimal;

use super::UnitPeriod;
use super::months::{DueDay, months_back};
use crate::calendar::days_between;

/// A time in unit-periods from the start: whole ones, and the fraction of one that comes before them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Periods {
    /// Whole unit-periods: *t* of the equation.
    pub whole: u32,
    /// The fraction, zero or more: *f* of the equation.
    pub fraction: Decimal,
}

impl Periods {
    /// Whether it is the start itself.
    pub(super) fn is_start(self) -> bool {
        self.whole == 0 && self.fraction.is_zero()
    }
}

/// The unit-periods between two dates (Appendix J (b)(5)(i)–(v)), `later` not before `start`. `None` outside the
/// calendar.
pub(super) fn between(start: Date, later: Date, due_day: DueDay, unit: UnitPeriod) -> Option<Periods> {
    let days = days_between(start, later);
    let months = months_back(start, later, due_day)?;
    let thirties = i64::from(months.whole) * 30 + months.days;
    match unit {
        UnitPeriod::Days(count) => divided(days, i64::from(count)),
        UnitPeriod::Weeks(count) => divided(days, i64::from(count) * 7),
        UnitPeriod::Months(1) => Some(Periods {
            whole: months.whole,
            fraction: Decimal::from(months.days).checked_div(Decimal::from(30))?,
        }),
        UnitPeriod::Semimonth => divided(thirties, 15),
        UnitPeriod::Months(count) => divided(thirties, i64::from(count) * 30),
        UnitPeriod::Year => years(start, later, due_day),
    }
}

/// Whole parts and the remaining fraction.
fn divided(days: i64, length: i64) -> Option<Periods> {
    let whole = u32::try_from(days.checked_div(length)?).ok()?;
    Some(Periods { whole, fraction: Decimal::from(days % length).checked_div(Decimal::from(length))? })
}

/// Whole years back from the later date; what is left in twelfths if it is whole months, else in days of 365.
fn years(start: Date, later: Date, due_day: DueDay) -> Option<Periods> {
    let months = months_back(start, later, due_day)?;
    let (whole, rest) = (months.whole / 12, months.whole % 12);
    let fraction = if months.days == 0 {
        Decimal::from(rest).checked_div(Decimal::from(12))?
    } else {
        let begins = due_day.back(later, whole * 12)?;
        Decimal::from(days_between(start, begins)).checked_div(Decimal::from(365))?
    };
    Some(Periods { whole, fraction })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn count(start: Date, later: Date, unit: UnitPeriod) -> (u32, Decimal) {
        let periods = between(start, later, DueDay::on(later), unit).unwrap();
        (periods.whole, periods.fraction)
    }

    fn part(of: i64, whole: i64) -> Decimal {
        Decimal::from(of) / Decimal::from(whole)
    }

    /// The odd days that Appendix J (c)(1) to (c)(5) states for its examples.
    #[test]
    fn odd_days_of_the_published_examples() {
        let day = |month, day| date(1978, month, day);
        assert_eq!(count(day(2, 10), day(4, 1), UnitPeriod::Months(1)), (1, part(19, 30)));
        assert_eq!(count(day(2, 23), day(3, 1), UnitPeriod::Semimonth), (0, part(6, 15)));
        assert_eq!(count(day(5, 23), day(10, 1), UnitPeriod::Months(3)), (1, part(39, 90)));
        assert_eq!(count(day(3, 20), day(4, 21), UnitPeriod::Weeks(1)), (4, part(4, 7)));
        assert_eq!(count(day(3, 18), day(4, 20), UnitPeriod::Weeks(4)), (1, part(5, 28)));
        assert_eq!(count(day(1, 10), day(3, 1), UnitPeriod::Months(2)), (0, part(52, 60)));
        assert_eq!(count(day(1, 17), date(1979, 7, 17), UnitPeriod::Year), (1, part(6, 12)));
        assert_eq!(count(day(1, 17), date(1980, 1, 17), UnitPeriod::Year), (2, Decimal::ZERO));
    }

    #[test]
    fn a_year_that_does_not_end_on_a_month_counts_days() {
        assert_eq!(count(date(2023, 1, 1), date(2024, 2, 15), UnitPeriod::Year), (1, part(45, 365)));
    }
}
