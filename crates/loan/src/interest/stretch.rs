use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{InterestRules, Period};
use crate::amortization::precision::{over, times};
use crate::calendar::days_between;

/// Days of one period in which neither rate nor pause changes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stretch {
    /// The rate's factor from its first day to the period's due date; none while interest is paused.
    factor: Option<Decimal>,
    days: Decimal,
    days_until_due: Decimal,
}

impl Stretch {
    pub(super) fn new(rules: &InterestRules, period: Period, from: Date, to: Date) -> Option<Self> {
        let factor = if rules.is_paused(from) {
            None
        } else {
            Some(rules.factor(rules.rate(from), period, (from, period.due_on), || rules.spans(period))?)
        };
        let (days, days_until_due) = (days_between(from, to), days_between(from, period.due_on));
        Some(Self { factor, days: days.into(), days_until_due: days_until_due.into() })
    }

    /// The interest of a principal, in its units: what it would bear until the due date, by elapsed days.
    pub(crate) fn interest(&self, principal: Decimal) -> Option<Decimal> {
        let Some(factor) = self.factor.filter(|factor| !factor.is_zero()) else { return Some(Decimal::ZERO) };
        times(over(times(principal, factor)?, self.days_until_due)?, self.days)
    }
}
