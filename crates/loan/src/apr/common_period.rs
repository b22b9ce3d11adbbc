use std::cmp::Reverse;

use jiff::civil::Date;

use super::UnitPeriod;
use super::average_period::average;
use super::dates::Dates;
use super::months::{DueDay, months_back};
use crate::calendar::days_between;

/// Shortest and longest half of a month in days.
const SEMIMONTH: std::ops::RangeInclusive<i64> = 13..=18;

/// A period: the interval between two advances, two payments, or the start and the first after it (b)(3)(i).
#[derive(Debug, Clone, Copy)]
pub(super) struct Period {
    pub(super) from: Date,
    pub(super) to: Date,
    /// Whether it is one of two halves of a month.
    semimonth: bool,
}

/// The unit-period of a transaction with more than one advance or payment (Appendix J (b)(4)(i)): the period that
/// occurs most often, the smaller of two that occur equally often; without one that occurs twice the average,
/// rounded to a standard interval. `None` outside the calendar.
pub(super) fn unit_period(dates: &Dates) -> Option<UnitPeriod> {
    let mut periods = series(dates, &dates.advances);
    periods.extend(series(dates, &dates.payments));
    common(&periods, dates.due_day).or_else(|| average(&periods, dates.due_day))
}

/// The periods of one series.
fn series(dates: &Dates, of: &[Date]) -> Vec<Period> {
    let mut points = vec![dates.start];
    points.extend(of.iter().copied().filter(|&date| date > dates.start));
    let mut periods: Vec<Period> =
        points.windows(2).map(|pair| Period { from: pair[0], to: pair[1], semimonth: false }).collect();
    let halves: Vec<usize> =
        (1..periods.len()).filter(|&at| halve_a_month(&periods[at - 1], &periods[at], dates)).collect();
    for at in halves {
        periods[at - 1].semimonth = true;
        periods[at].semimonth = true;
    }
    periods
}

/// Whether two neighboring periods are the halves of one month.
fn halve_a_month(first: &Period, second: &Period, dates: &Dates) -> bool {
    let half = |period: &Period| SEMIMONTH.contains(&days_between(period.from, period.to));
    let month = months_back(first.from, second.to, dates.due_day);
    half(first) && half(second) && month.is_some_and(|month| (month.whole, month.days) == (1, 0))
}

/// The period that occurs most often, if any occurs twice.
fn common(periods: &[Period], due_day: DueDay) -> Option<UnitPeriod> {
    let mut found: Vec<(UnitPeriod, Vec<usize>)> = Vec::new();
    for (at, period) in periods.iter().enumerate() {
        for reading in readings(period, due_day) {
            match found.iter_mut().find(|(unit, _)| *unit == reading) {
                Some((_, at_all)) => at_all.push(at),
                None => found.push((reading, vec![at])),
            }
        }
    }
    let most = found.iter().map(|(_, at)| at.len()).max().filter(|&count| count > 1)?;
    found.retain(|(_, at)| at.len() == most);
    // Of two readings of the very same periods (13 weeks, 3 months), months are meant.
    let by_months: Vec<Vec<usize>> =
        found.iter().filter(|(unit, _)| in_months(*unit)).map(|(_, at)| at.clone()).collect();
    found.retain(|(unit, at)| in_months(*unit) || !by_months.contains(at));
    found.into_iter().map(|(unit, _)| unit).min_by_key(|unit| (unit.length(), Reverse(unit.per_year())))
}

const fn in_months(unit: UnitPeriod) -> bool {
    matches!(unit, UnitPeriod::Months(_) | UnitPeriod::Year)
}

/// The unit-periods that one period can be read as: months, half a month, weeks, else days. What is longer than a
/// year is read as a year.
fn readings(period: &Period, due_day: DueDay) -> Vec<UnitPeriod> {
    let mut readings = Vec::with_capacity(2);
    let months = months_back(period.from, period.to, due_day).filter(|months| months.days == 0);
    if let Some(months) = months {
        readings.push(
            u16::try_from(months.whole).ok().filter(|&m| m < 12).map_or(UnitPeriod::Year, UnitPeriod::Months),
        );
    }
    if period.semimonth {
        readings.push(UnitPeriod::Semimonth);
    }
    let days = u16::try_from(days_between(period.from, period.to)).unwrap_or(u16::MAX);
    match days {
        1..=364 if days % 7 == 0 => readings.push(UnitPeriod::Weeks(days / 7)),
        1..=364 if readings.is_empty() => readings.push(UnitPeriod::Days(days)),
        _ if readings.is_empty() => readings.push(UnitPeriod::Year),
        _ => {}
    }
    readings
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn of(start: Date, payments: &[Date]) -> UnitPeriod {
        unit_period(&Dates::paid(start, payments)).unwrap()
    }

    fn year(days: &[(i8, i8)]) -> Vec<Date> {
        days.iter().map(|&(month, day)| date(2023, month, day)).collect()
    }

    #[test]
    fn the_period_that_occurs_most() {
        let monthly = year(&[(3, 1), (4, 1), (5, 1)]);
        assert_eq!(of(date(2023, 1, 10), &monthly), UnitPeriod::Months(1));
        let fortnightly = year(&[(1, 15), (1, 29), (2, 12)]);
        assert_eq!(of(date(2023, 1, 1), &fortnightly), UnitPeriod::Weeks(2));
        let every_ten_days = year(&[(1, 11), (1, 21), (1, 31)]);
        assert_eq!(of(date(2023, 1, 1), &every_ten_days), UnitPeriod::Days(10));
        let month_ends = year(&[(1, 31), (2, 28), (3, 31), (4, 30)]);
        assert_eq!(of(date(2023, 1, 3), &month_ends), UnitPeriod::Months(1));
    }

    #[test]
    fn halves_of_months() {
        let halves = year(&[(3, 1), (3, 16), (4, 1), (4, 16), (5, 1)]);
        assert_eq!(of(date(2023, 2, 23), &halves), UnitPeriod::Semimonth);
        let ends = year(&[(1, 15), (1, 31), (2, 15), (2, 28), (3, 15), (3, 31)]);
        assert_eq!(of(date(2023, 1, 10), &ends), UnitPeriod::Semimonth);
    }

    #[test]
    fn months_win_over_as_many_weeks() {
        // 1 September to 1 December and on to 1 March of a leap year: 91 days each.
        let quarters = [date(2023, 12, 1), date(2024, 3, 1)];
        assert_eq!(of(date(2023, 9, 1), &quarters), UnitPeriod::Months(3));
    }

    #[test]
    fn the_smaller_of_two_as_common() {
        let mixed = year(&[(2, 1), (3, 1), (5, 1), (7, 1)]);
        assert_eq!(of(date(2023, 1, 1), &mixed), UnitPeriod::Months(1));
    }

    #[test]
    fn never_more_than_a_year() {
        let slow = [date(2026, 1, 1), date(2029, 1, 1)];
        assert_eq!(of(date(2023, 1, 1), &slow), UnitPeriod::Year);
    }
}
