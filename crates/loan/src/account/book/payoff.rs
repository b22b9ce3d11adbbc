use ident::TransactionId;
use jiff::civil::Date;
use money::{Money, MoneyError};

use super::allocate::Incoming;
use super::{Asked, Book};
use crate::account::rules::AccountRules;
use crate::{Rebate, TransactionKind};

impl Book {
    /// Gives up the interest not earned by `as_of` if `amount` covers all the rest. A payoff that isn't
    /// covered, because an earlier payment is gone, is an ordinary payment.
    pub(super) fn pay_off(
        &mut self,
        rules: &AccountRules,
        amount: Money,
        as_of: Date,
        by: (TransactionId, Date),
    ) -> Result<Option<Rebate>, MoneyError> {
        let mut after = self.clone();
        let rebate = after.waive_future(rules, as_of, by)?;
        if after.outstanding()?.total()? > amount {
            return Ok(None);
        }
        after.paid_off = true;
        *self = after;
        Ok(Some(rebate))
    }

    /// Ends the recalculation if `amount` covers all that is owed with the interest through `as_of`, and returns by how
    /// much interest changes. Else all stays as it is.
    pub(super) fn end_recalculation(&mut self, amount: Money, as_of: Date) -> Result<Money, MoneyError> {
        let mut after = self.clone();
        let change = after.recalculate(as_of, Asked::Passed)?;
        if after.outstanding()?.total()? > amount {
            return Ok(Money::zero(change.currency()));
        }
        after.paid_off = true;
        *self = after;
        Ok(change)
    }

    /// Gives up all interest not earned by `as_of`. What of it had been paid is allocated again, by a transaction and as
    /// of its day.
    pub(in crate::account) fn waive_future(
        &mut self,
        rules: &AccountRules,
        as_of: Date,
        (by, on): (TransactionId, Date),
    ) -> Result<Rebate, MoneyError> {
        let zero = Money::zero(self.credit.currency());
        let (mut canceled, mut prepaid, mut taken_off) = (zero, zero, zero);
        for at in 0..self.rows.len() {
            let Some(row) = self.rows.get(at).filter(|row| row.due_on > as_of) else { continue };
            let before = row.credited.interest.plus(row.carried)?;
            let interest = row.due.interest.minus(before)?;
            let gone = row.waived.interest.plus(row.written_off.interest)?;
            let gone = gone.minus(gone.min(before)?)?;
            let unearned = interest.minus(gone)?.minus(self.elapsed(at, interest, as_of)?)?;
            let Some(row) = self.rows.get_mut(at) else { continue };
            if !unearned.is_positive() {
                continue;
            }
            let unpaid = unearned.min(row.owed(crate::Portion::Interest)?)?;
            let paid = unearned.minus(unpaid)?;
            row.waived.interest = row.waived.interest.plus(unearned)?;
            row.paid.interest = row.paid.interest.minus(paid)?;
            row.paid_in_advance = row.paid_in_advance.min(row.paid.total()?)?;
            let never_earned = unearned.min(row.earnable()?)?;
            row.never_earned = row.never_earned.plus(never_earned)?;
            taken_off = taken_off.plus(never_earned)?;
            canceled = canceled.plus(unpaid)?;
            prepaid = prepaid.plus(paid)?;
            self.touched(at, on);
        }
        let incoming = Incoming { by, kind: TransactionKind::Repayment, amount: prepaid, on };
        let returned = self.allocate(rules, incoming)?;
        Ok(Rebate { canceled, returned, unearned: taken_off })
    }
}
