//! The part of the annual rate that a period, or a part of one, bears. Every step is rounded to 19 digits and the
//! factor to 19 decimals, as the loan servicing reference has it in 1.2.

use jiff::civil::Date;
use rust_decimal::{Decimal, RoundingStrategy};

use super::{InterestRules, Period};
use crate::amortization::precision::{DIGITS, digits, over, times};
use crate::calendar::days_between;
use crate::{DayCount, Every, InterestBasis, Leap, Unit};

impl InterestRules {
    /// What `rate` makes of one unit of principal in the days from `from` to `to` of a period. `spans` is how many
    /// units of the rhythm the whole period has; it is asked only where months have 30 days.
    pub(super) fn factor(
        &self,
        rate: Decimal,
        period: Period,
        (from, to): (Date, Date),
        spans: impl FnOnce() -> Option<Decimal>,
    ) -> Option<Decimal> {
        let days = days_between(from, to);
        let shared = |fraction| share(times(rate, fraction)?, days, period.days());
        let factor = match (self.basis, self.day_count) {
            (InterestBasis::SameAsPeriod, _) => {
                shared(over(Decimal::from(self.every.count), Decimal::from(self.every.unit.per_year()))?)
            }
            (InterestBasis::Daily, DayCount::Thirty360) => {
                let days_a_unit = Decimal::from(match self.every.unit {
                    Unit::Day => 1,
                    Unit::Week => 7,
                    Unit::Month => 30,
                    Unit::Year => 360,
                });
                shared(over(times(days_a_unit, spans()?)?, Decimal::from(360))?)
            }
            (InterestBasis::Daily, DayCount::Actual360) => {
                times(rate, over(days.into(), Decimal::from(360))?)
            }
            (InterestBasis::Daily, DayCount::Actual365) => {
                times(rate, over(days.into(), Decimal::from(365))?)
            }
            (InterestBasis::Daily, DayCount::ActualActual) => {
                times(rate, self.of_actual_years(period, from, to)?)
            }
        }?;
        Some(factor.round_dp_with_strategy(DIGITS, RoundingStrategy::MidpointNearestEven))
    }

    /// Days over the year's own length, in years.
    fn of_actual_years(&self, period: Period, from: Date, to: Date) -> Option<Decimal> {
        let leap_by_period = self.leap == Leap::Feb29Period;
        if from.year() != to.year() && (!leap_by_period || period.has_leap_day()) {
            return split_at_years(from, to);
        }
        let leap = from.in_leap_year() && (!leap_by_period || period.has_leap_day());
        over(days_between(from, to).into(), Decimal::from(if leap { 366 } else { 365 }))
    }

    /// How many units of the rhythm a whole period has: the rhythm's own count if it keeps to the rhythm that
    /// began with the loan; otherwise whole units from its first day on and the rest over the unit it began.
    pub(super) fn spans(&self, period: Period) -> Option<Decimal> {
        if self.keeps_rhythm(period) {
            return Some(Decimal::from(self.every.count));
        }
        let unit = Every { count: 1, unit: self.every.unit };
        let mut whole: u16 = 0;
        let mut reached = period.from;
        loop {
            let next = unit.nth(period.from, whole.checked_add(1)?).ok()?;
            if next > period.due_on {
                let rest = Decimal::from(days_between(reached, period.due_on));
                let length = Decimal::from(days_between(reached, next));
                return over(rest, length)?.checked_add(Decimal::from(whole));
            }
            (reached, whole) = (next, whole + 1);
        }
    }

    /// Whether the period ends on a date of the rhythm that began with the loan and is one step of it long.
    fn keeps_rhythm(&self, period: Period) -> bool {
        let Some(start) = self.starts_on() else { return false };
        let unit = self.every.unit;
        let steps = match unit {
            Unit::Day => days_between(start, period.due_on),
            Unit::Week => days_between(start, period.due_on) / 7,
            Unit::Month => months_between(start, period.due_on),
            Unit::Year => i64::from(period.due_on.year()) - i64::from(start.year()),
        };
        let on_rhythm = u16::try_from(steps)
            .is_ok_and(|steps| Every { count: 1, unit }.nth(start, steps) == Ok(period.due_on));
        on_rhythm && self.every.before(period.due_on) == Some(period.from)
    }
}

fn months_between(from: Date, to: Date) -> i64 {
    (i64::from(to.year()) - i64::from(from.year())) * 12 + i64::from(to.month()) - i64::from(from.month())
}

/// Multiplied by some days over all of them.
fn share(whole: Decimal, days: i64, of: i64) -> Option<Decimal> {
    over(times(whole, days.into())?, of.into())
}

/// Every year's days over that year's length. The last night of a year ends on 1 January and counts to the new one.
fn split_at_years(from: Date, to: Date) -> Option<Decimal> {
    let mut years = Decimal::ZERO;
    let mut begun = from;
    for year in from.year()..=to.year() {
        let end = if year == to.year() { to } else { Date::new(year, 12, 31).ok()? };
        let length = Decimal::from(if end.in_leap_year() { 366 } else { 365 });
        years = digits(years.checked_add(over(days_between(begun, end).into(), length)?)?)?;
        begun = end;
    }
    Some(years)
}
