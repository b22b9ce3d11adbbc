//! Whether a plan asks for no more than the terms: what a phone must know of a plan to be restricted by its dates.
//!
//! By any day a plan may ask for what the terms asked by that day, and for interest on what it defers. What is
//! deferred bears the terms' own annual rate for the days there are over [`DAYS_A_YEAR`], compounded on the terms'
//! due dates alone. So a plan can postpone and stretch; whoever signs one gains no day and no cent beyond that
//! interest, and never names more than twice the terms. A cent for each installment is left to rounding.

mod deferral;
mod fault;
#[cfg(test)]
mod tests;

use jiff::civil::Date;
use money::{AnnualRate, Currency, Money, MoneyError};
use rust_decimal::Decimal;

use crate::documents::{Terms, TermsInstallment};
use deferral::Deferral;

pub use fault::PlanFault;

/// The most installments of a plan: as many as a loan can have.
pub const MAX_INSTALLMENTS: usize = 600;

/// Twelve months of 28 days. Terms may count every month as a twelfth of a year, so the shortest must come to one;
/// every other count of days gives less.
pub const DAYS_A_YEAR: u16 = 336;

/// What was agreed, as far as a plan is measured by it.
#[derive(Debug, Clone, Copy)]
pub struct Agreed<'a> {
    currency: Currency,
    installments: &'a [TermsInstallment],
    /// The interest of a year on what is deferred, as a fraction of it.
    a_year: Decimal,
}

impl<'a> Agreed<'a> {
    /// By its parts. `is_flat`: interest is reckoned on the whole principal for the whole term. That is at most
    /// half of what the same interest comes to on what is still owed, so what is deferred bears twice the rate.
    #[must_use]
    pub fn new(
        currency: Currency,
        installments: &'a [TermsInstallment],
        annual_rate: AnnualRate,
        is_flat: bool,
    ) -> Self {
        let rate = annual_rate.fraction();
        // A rate is at most 1000 %.
        Self { currency, installments, a_year: if is_flat { rate + rate } else { rate } }
    }

    /// What signed terms say.
    ///
    /// # Errors
    /// [`PlanFault::Rate`] when their rate is none.
    pub fn of(terms: &'a Terms) -> Result<Self, PlanFault> {
        let rate = terms.annual_rate_percent.parse().map_err(|_| PlanFault::Rate)?;
        Ok(Self::new(terms.price.currency(), &terms.installments, rate, terms.interest == "flat"))
    }

    /// Whether a plan asks for no more by any day. Its amounts are of the terms' currency and above zero, its due
    /// dates rise, none is before the terms' first, and there are at most [`MAX_INSTALLMENTS`].
    ///
    /// # Errors
    /// The first fault found.
    pub fn allows(&self, plan: &[TermsInstallment]) -> Result<(), PlanFault> {
        if plan.is_empty() || plan.len() > MAX_INSTALLMENTS {
            return Err(PlanFault::Count(plan.len()));
        }
        plan.iter().try_for_each(|installment| self.sound(installment))?;
        if let Some([_, later]) = plan.array_windows().find(|[early, late]| early.due_on >= late.due_on) {
            return Err(PlanFault::Order(later.due_on));
        }
        let first = self.installments.iter().map(|installment| installment.due_on).min();
        let sooner = |installment: &&TermsInstallment| first.is_none_or(|first| installment.due_on < first);
        if let Some(installment) = plan.iter().find(sooner) {
            return Err(PlanFault::Sooner(installment.due_on));
        }
        Deferral::new(self.a_year).run(self.installments, plan)
    }

    fn sound(&self, installment: &TermsInstallment) -> Result<(), PlanFault> {
        let TermsInstallment { due_on, amount, interest, .. } = installment;
        let is_ours = amount.currency() == self.currency && interest.currency() == self.currency;
        // Amounts of two currencies do not compare.
        let is_sound = is_ours && amount.is_positive() && !interest.is_negative() && interest <= amount;
        if is_sound { Ok(()) } else { Err(PlanFault::Amount(*due_on)) }
    }

    /// The most that a warrant on `today` can name under a plan: what the terms or the plan come to, whichever is
    /// less, or more when the plan asked for more before today; never more than twice the terms, however
    /// long the plan defers.
    ///
    /// # Errors
    /// When the amounts are of several currencies or out of range.
    pub fn most(&self, plan: &[TermsInstallment], today: Date) -> Result<Money, MoneyError> {
        let total = |of: &[TermsInstallment]| Money::sum(self.currency, of.iter().map(|i| i.amount));
        let due = plan.iter().filter(|installment| installment.due_on < today).map(|i| i.amount);
        let (due, terms) = (Money::sum(self.currency, due)?, total(self.installments)?);
        let (due, least) = (due.min(terms.plus(terms)?)?, terms.min(total(plan)?)?);
        Ok(if due > least { due } else { least })
    }
}
