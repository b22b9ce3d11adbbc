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
    /// A minor unit for each installment of the plan so far.
    rounding: Decimal,
    through: Option<Date>,
}

impl Deferral {
    pub(super) const fn new(a_year: Decimal) -> Self {
        Self { a_year, deferred: Decimal::ZERO, rounding: Decimal::ZERO, through: None }
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
            if is_plan { self.ask(due_on, amount) } else { self.defer(due_on, amount) }
        })
    }

    /// Interest through a day. What is below zero by rounding bears none.
    fn accrue(&mut self, day: Date) -> Option<()> {
        let since = self.through.replace(day).unwrap_or(day);
        let days = Decimal::from(since.until((Unit::Day, day)).ok()?.get_days());
        if self.deferred > Decimal::ZERO {
            let interest = self.deferred.checked_mul(self.a_year)?.checked_mul(days)?;
            let interest = interest.checked_div(Decimal::from(DAYS_A_YEAR))?.round_dp(DECIMALS);
            self.deferred = self.deferred.checked_add(interest)?;
        }
        Some(())
    }

    fn defer(&mut self, due_on: Date, amount: Decimal) -> Result<(), PlanFault> {
        self.deferred = self.deferred.checked_add(amount).ok_or(PlanFault::Range(due_on))?;
        Ok(())
    }

    fn ask(&mut self, due_on: Date, amount: Decimal) -> Result<(), PlanFault> {
        self.rounding += Decimal::ONE;
        self.deferred = self.deferred.checked_sub(amount).ok_or(PlanFault::Range(due_on))?;
        if self.deferred + self.rounding < Decimal::ZERO { Err(PlanFault::More(due_on)) } else { Ok(()) }
    }
}
