use super::UnitPeriod;
use super::common_period::Period;
use super::months::{DueDay, months_back};
use crate::calendar::days_between;

/// The average of periods of which none occurs twice, rounded to the nearest standard interval, the lower of two
/// equally near (Appendix J (b)(4)(i)(B)). In months when every period is whole months, else in days.
pub(super) fn average(periods: &[Period], due_day: DueDay) -> Option<UnitPeriod> {
    let count = u32::try_from(periods.len()).ok().filter(|&count| count > 0)?;
    let months: Option<u32> = periods
        .iter()
        .map(|period| {
            months_back(period.from, period.to, due_day)
                .filter(|months| months.days == 0)
                .map(|months| months.whole)
        })
        .sum();
    // Lengths are in twelfths of a day times the number of periods, so that nothing is rounded before the choice.
    let (total, candidates) = match months {
        Some(months) => (months.checked_mul(365)?, whole_months()),
        None => {
            let days: i64 = periods.iter().map(|period| days_between(period.from, period.to)).sum();
            (u32::try_from(days).ok()?.checked_mul(12)?, standard_intervals())
        }
    };
    candidates.into_iter().min_by_key(|unit| {
        let length = u64::from(unit.length()) * u64::from(count);
        (length.abs_diff(u64::from(total)), length)
    })
}

/// One to eleven months, and a year.
fn whole_months() -> Vec<UnitPeriod> {
    (1..=11).map(UnitPeriod::Months).chain([UnitPeriod::Year]).collect()
}

/// A day, a semimonth, weeks, months, a year (b)(3)(iii).
fn standard_intervals() -> Vec<UnitPeriod> {
    let mut intervals = whole_months();
    intervals.extend([UnitPeriod::Days(1), UnitPeriod::Semimonth]);
    intervals.extend((1..=51).map(UnitPeriod::Weeks));
    intervals
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::super::common_period::unit_period;
    use super::super::dates::Dates;
    use super::*;

    fn of(start: Date, payments: &[Date]) -> UnitPeriod {
        unit_period(&Dates::paid(start, payments)).unwrap()
    }

    #[test]
    fn rounded_to_a_standard_interval() {
        // 5 and 31 days: 18 on average; a fortnight is 4 away, half a month 2.8.
        let start = date(2023, 1, 1);
        assert_eq!(of(start, &[date(2023, 1, 6), date(2023, 2, 6)]), UnitPeriod::Semimonth);
        // 5 and 8 days: six and a half, nearest to a week.
        assert_eq!(of(start, &[date(2023, 1, 6), date(2023, 1, 14)]), UnitPeriod::Weeks(1));
    }

    #[test]
    fn whole_months_are_averaged_as_months() {
        // 2 and 3 months: equally near to both, the lower.
        assert_eq!(of(date(2023, 1, 1), &[date(2023, 3, 1), date(2023, 6, 1)]), UnitPeriod::Months(2));
        assert_eq!(of(date(2023, 1, 1), &[date(2024, 7, 1), date(2027, 1, 1)]), UnitPeriod::Year);
    }
}
