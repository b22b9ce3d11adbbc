use jiff::Unit;
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{DAYS_A_YEAR, PlanFault};
use crate::documents::TermsInstallment;

/// Decimals of a minor unit that are kept, half to even.
const DECIMALS: u32 = 6;

/// What a plan has deferred so far, in minor units.
pub(super) struct Deferral {
    a_year: Decimal,
    /// What the terms asked for, less what the plan asked for, with interest.
    deferred: Decimal,
    /// The part of it that bears interest: all of it on a due date of the terms, less what was asked for since
    /// beyond the interest since.
    bearing: Decimal,
    /// A minor unit for each installment of the plan so far.
    rounding: Decimal,
    through: Option<Date>,
}

impl Deferral {
    pub(super) const fn new(a_year: Decimal) -> Self {
        let zero = Decimal::ZERO;
        Self { a_year, deferred: zero, bearing: zero, rounding: zero, through: None }
    }

    /// Goes through all due dates; on the day of both the terms come first. The plan's are in order.
    pub(super) fn run(
        mut self,
        terms: &[TermsInstallment],
        plan: &[TermsInstallment],
    ) -> Result<(), PlanFault> {
        let mut days: Vec<(Date, Decimal, bool)> = Vec::with_capacity(terms.len() + plan.len());
        days.extend(terms.iter().map(|i| (i.due_on, Decimal::from(i.amount.minor()), false)));
        days.extend(plan.iter().map(|i| (i.due_on, Decimal::from(i.amount.minor()), true)));
        days.sort_by_key(|(due_on, _, is_plan)| (*due_on, *is_plan));
        days.into_iter().try_for_each(|(due_on, amount, is_plan)| {
            self.accrue(due_on).ok_or(PlanFault::Range(due_on))?;
            let step = if is_plan { self.ask(amount) } else { self.defer(amount) };
            match step {
                None => Err(PlanFault::Range(due_on)),
                Some(false) => Err(PlanFault::More(due_on)),
                Some(true) => Ok(()),
            }
        })
    }

    /// Interest through a day. What is below zero by rounding bears none.
    fn accrue(&mut self, day: Date) -> Option<()> {
        let since = self.through.replace(day).unwrap_or(day);
        let days = Decimal::from(since.until((Unit::Day, day)).ok()?.get_days());
        if self.bearing > Decimal::ZERO {
            let interest = self.bearing.checked_mul(self.a_year)?.checked_mul(days)?;
            let interest = interest.checked_div(Decimal::from(DAYS_A_YEAR))?.round_dp(DECIMALS);
            self.deferred = self.deferred.checked_add(interest)?;
        }
        Some(())
    }

    /// From here on interest so far bears interest: on days that both sides signed, not on those of the plan.
    fn defer(&mut self, amount: Decimal) -> Option<bool> {
        self.deferred = self.deferred.checked_add(amount)?;
        self.bearing = self.deferred;
        Some(true)
    }

    /// Whether no more is asked for than was deferred.
    fn ask(&mut self, amount: Decimal) -> Option<bool> {
        self.rounding = self.rounding.checked_add(Decimal::ONE)?;
        self.deferred = self.deferred.checked_sub(amount)?;
        self.bearing = self.bearing.min(self.deferred);
        Some(self.deferred.checked_add(self.rounding)? >= Decimal::ZERO)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_not_be_reckoned_is_none() {
        let at = |deferred| Deferral { deferred, bearing: deferred, ..Deferral::new(Decimal::TEN) };
        assert_eq!(at(Decimal::MAX).ask(Decimal::ZERO), None, "a cent more for rounding");
        assert_eq!(at(Decimal::MAX).ask(Decimal::ONE), Some(true));
        assert_eq!(at(Decimal::MIN).ask(Decimal::ONE), None);
        assert_eq!(at(Decimal::MAX).defer(Decimal::ONE), None);
        let mut later = Deferral { through: Some(Date::MIN), ..at(Decimal::MAX) };
        assert_eq!(later.accrue(Date::MAX), None);
    }
}
