use jiff::Span;
use jiff::civil::Date;

use crate::calendar::days_between;

/// Whole months measured back from a later date, and the days that are left before them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Months {
    /// Whole months.
    pub(super) whole: u32,
    /// Days from the earlier date to the beginning of the first whole month.
    pub(super) days: i64,
    /// Where the first whole month begins.
    pub(super) begins: Date,
}

/// The day of the month a series keeps to, 31 for the month's end.
///
/// A month too short for that day uses its last one, as Appendix J (b)(3)(iv) and the Commission's guidelines
/// have it: of a series due on the 31st, 28 February counts as the 31st.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DueDay(i8);

impl DueDay {
    /// The day of the dates of one series, counted from `start`. The month's end is meant when every date is one,
    /// unless it is a single date and the start is none.
    pub(super) fn of(start: Date, series: impl Iterator<Item = Date> + Clone) -> Self {
        let latest = series.clone().map(Date::day).max().unwrap_or(1);
        let month_ends =
            series.clone().all(is_last_of_month) && (series.count() > 1 || is_last_of_month(start));
        Self(if month_ends { 31 } else { latest })
    }

    /// The day of one date.
    pub(super) fn on(date: Date) -> Self {
        Self(date.day())
    }

    /// The date `months` before `date`, or the last of a month too short for its day.
    pub(super) fn back(self, date: Date, months: u32) -> Option<Date> {
        back(date, self.nominal(date), months)
    }

    /// The day that `date` stands for.
    fn nominal(self, date: Date) -> i8 {
        if is_last_of_month(date) { self.0.max(date.day()) } else { date.day() }
    }
}

fn is_last_of_month(date: Date) -> bool {
    date.day() == date.days_in_month()
}

/// The months from `earlier` to `later`, which is not before it. `None` outside the calendar.
pub(super) fn months_back(earlier: Date, later: Date, due_day: DueDay) -> Option<Months> {
    let index = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month());
    let begins = |whole: u32| due_day.back(later, whole);
    let mut whole = u32::try_from(index(later) - index(earlier)).ok()?;
    if begins(whole)? < earlier {
        whole = whole.checked_sub(1)?;
    }
    let begins = begins(whole)?;
    Some(Months { whole, days: days_between(earlier, begins), begins })
}

/// The day `months` before `date`, keeping to the `day` of the month or the month's last.
fn back(date: Date, day: i8, months: u32) -> Option<Date> {
    if months == 0 {
        return Some(date);
    }
    let month = date.first_of_month().checked_sub(Span::new().try_months(months).ok()?).ok()?;
    Date::new(month.year(), month.month(), day.min(month.days_in_month())).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn count(earlier: Date, later: Date, due_day: i8) -> (u32, i64) {
        let months = months_back(earlier, later, DueDay(due_day)).unwrap();
        (months.whole, months.days)
    }

    #[test]
    fn months_are_measured_back_from_the_later_date() {
        assert_eq!(count(date(1978, 2, 10), date(1978, 4, 1), 1), (1, 19));
        assert_eq!(count(date(1978, 5, 23), date(1978, 10, 1), 1), (4, 9));
        assert_eq!(count(date(1978, 1, 10), date(1978, 2, 10), 10), (1, 0));
        assert_eq!(count(date(1978, 2, 10), date(1978, 2, 10), 10), (0, 0));
    }

    #[test]
    fn short_months_end_early() {
        // Due on the 31st: 28 February is a whole month after 31 January.
        assert_eq!(count(date(2023, 1, 31), date(2023, 2, 28), 31), (1, 0));
        // Due on the 28th: three days are left.
        assert_eq!(count(date(2023, 1, 31), date(2023, 2, 28), 28), (0, 28));
        assert_eq!(count(date(2023, 1, 25), date(2023, 2, 28), 28), (1, 3));
        assert_eq!(count(date(2013, 2, 26), date(2013, 3, 29), 29), (1, 2));
    }

    #[test]
    fn a_series_has_one_day() {
        let of = |days: &[(i8, i8)]| {
            DueDay::of(date(2023, 1, 2), days.iter().map(|&(month, day)| date(2023, month, day)))
        };
        assert_eq!(of(&[(1, 31), (2, 28), (3, 31)]), DueDay(31));
        assert_eq!(of(&[(4, 30), (6, 30)]), DueDay(31));
        assert_eq!(of(&[(1, 30), (2, 28), (3, 30)]), DueDay(30));
        assert_eq!(of(&[(2, 28)]), DueDay(28));
        assert_eq!(DueDay::of(date(2023, 1, 31), std::iter::once(date(2023, 2, 28))), DueDay(31));
        assert_eq!(of(&[(2, 10), (3, 25)]), DueDay(25));
    }

    proptest! {
        #[test]
        fn whole_months_and_days_span_the_time(from in -10_000_i32..10_000, days in 0_i32..10_000) {
            let earlier = date(2000, 1, 1).checked_add(Span::new().days(from)).unwrap();
            let later = earlier.checked_add(Span::new().days(days)).unwrap();
            let months = months_back(earlier, later, DueDay::on(later)).unwrap();
            prop_assert!((0..=30).contains(&months.days));
            prop_assert_eq!(back(later, later.day(), months.whole).unwrap(), months.begins);
            prop_assert_eq!(days_between(earlier, months.begins), months.days);
        }
    }
}
