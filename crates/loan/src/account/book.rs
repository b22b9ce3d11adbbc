use jiff::civil::Date;
use money::{Money, MoneyError};

use crate::{Allocation, Payment, Rebate, Schedule, Split};

/// What one installment still owes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Owed {
    pub(super) principal: Money,
    pub(super) interest: Money,
    /// Interest given up, paid or not.
    pub(super) waived: Money,
}

impl Owed {
    pub(super) fn is_open(&self) -> bool {
        self.principal.is_positive() || self.interest.is_positive()
    }
}

/// The running state of the fold over the payments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Book {
    pub(super) owed: Vec<Owed>,
    /// How many installments from the first on are paid; those after it are open.
    pub(super) closed: usize,
    pub(super) credit: Money,
    /// The payments that count, together.
    pub(super) received: Money,
    /// Whether a payment paid the loan off early.
    pub(super) paid_off: bool,
}

impl Book {
    pub(super) fn open(schedule: &Schedule) -> Self {
        let zero = Money::zero(schedule.currency());
        let owed = schedule.installments().iter();
        let owed =
            owed.map(|i| Owed { principal: i.principal, interest: i.interest, waived: zero }).collect();
        Self { owed, closed: 0, credit: zero, received: zero, paid_off: false }
    }

    /// One step of the fold. A payoff that isn't covered (because an earlier payment is gone) counts as an
    /// ordinary payment. `None` for a reversed payment, which changes nothing.
    pub(super) fn apply(
        &mut self,
        schedule: &Schedule,
        payment: &Payment,
    ) -> Result<Option<Allocation>, MoneyError> {
        if payment.reversed {
            return Ok(None);
        }
        self.received = self.received.plus(payment.amount)?;
        let mut rebate = None;
        if let Some(on) = payment.payoff_on {
            let mut after = self.clone();
            let given_up = after.waive_future(schedule, on)?;
            if after.outstanding(schedule)? <= payment.amount {
                after.paid_off = true;
                *self = after;
                rebate = Some(given_up);
            }
        }
        Ok(Some(Allocation { split: self.allocate(payment.amount)?, rebate }))
    }

    /// Oldest installment first, in it interest before principal; the rest is credit.
    fn allocate(&mut self, amount: Money) -> Result<Split, MoneyError> {
        let mut split = Split::zero(amount.currency());
        let mut left = amount;
        while let Some(owed) = self.owed.get_mut(self.closed) {
            let interest = left.min(owed.interest)?;
            left = left.minus(interest)?;
            let principal = left.min(owed.principal)?;
            left = left.minus(principal)?;
            owed.interest = owed.interest.minus(interest)?;
            owed.principal = owed.principal.minus(principal)?;
            split.interest = split.interest.plus(interest)?;
            split.principal = split.principal.plus(principal)?;
            if owed.is_open() {
                break;
            }
            self.closed += 1;
        }
        split.credit = left;
        self.credit = self.credit.plus(left)?;
        Ok(split)
    }

    /// Gives up all interest not earned by `on`. What of it had been paid is allocated again.
    pub(super) fn waive_future(&mut self, schedule: &Schedule, on: Date) -> Result<Rebate, MoneyError> {
        let zero = Money::zero(schedule.currency());
        let (mut canceled, mut paid) = (zero, zero);
        let rows = schedule.installments().iter().zip(schedule.earned_by(on));
        for (owed, (installment, earned)) in self.owed.iter_mut().zip(rows) {
            let unearned = installment.interest.minus(owed.waived)?.minus(earned)?;
            if !unearned.is_positive() {
                continue;
            }
            let unpaid = unearned.min(owed.interest)?;
            owed.interest = owed.interest.minus(unpaid)?;
            owed.waived = owed.waived.plus(unearned)?;
            canceled = canceled.plus(unpaid)?;
            paid = paid.plus(unearned.minus(unpaid)?)?;
        }
        Ok(Rebate { canceled, returned: self.allocate(paid)? })
    }

    pub(super) fn outstanding(&self, schedule: &Schedule) -> Result<Money, MoneyError> {
        Money::sum(schedule.currency(), self.owed.iter().flat_map(|owed| [owed.principal, owed.interest]))
    }
}
