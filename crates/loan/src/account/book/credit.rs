use ident::TransactionId;
use jiff::civil::Date;
use money::{Money, MoneyError};

use super::Book;
use super::allocate::Incoming;
use super::apply::Earlier;
use crate::account::rules::AccountRules;
use crate::{Effect, Portion, Portions, RowKind, Transaction, TransactionKind};

impl Book {
    /// Money went back. The credit balance bears it if it can and the parts are principal alone; else they
    /// are owed again, on the next installment, on or after the last due date on the last one or a row of its
    /// own, and the credit balance pays what it can of them.
    pub(super) fn pay_out(
        &mut self,
        rules: &AccountRules,
        owed: Portions,
        transaction: &Transaction,
        effect: &mut Effect,
    ) -> Result<(), MoneyError> {
        let amount = owed.total()?;
        self.paid_out = self.paid_out.plus(amount)?;
        if owed.principal == amount && amount <= self.credit {
            self.credit = self.credit.minus(amount)?;
            effect.credit = effect.credit.minus(amount)?;
            return Ok(());
        }
        self.owe_again(owed, transaction, effect)?;
        self.pay_from_credit(rules, (transaction.id, transaction.value_on), effect)
    }

    /// Lets the credit balance pay what has just become owed.
    pub(super) fn pay_from_credit(
        &mut self,
        rules: &AccountRules,
        (by, on): (TransactionId, Date),
        effect: &mut Effect,
    ) -> Result<(), MoneyError> {
        let credit = self.credit;
        if !credit.is_positive() {
            return Ok(());
        }
        self.credit = Money::zero(credit.currency());
        let incoming = Incoming { by, kind: TransactionKind::Repayment, amount: credit, on };
        let split = self.allocate(rules, incoming)?;
        effect.change = effect.change.minus(split.portions())?;
        effect.credit = effect.credit.minus(credit.minus(split.credit)?)?;
        Ok(())
    }

    fn owe_again(
        &mut self,
        owed: Portions,
        transaction: &Transaction,
        effect: &mut Effect,
    ) -> Result<(), MoneyError> {
        let (by, on) = (transaction.id, transaction.value_on);
        let at = self.row_after(on);
        if let Some(row) = self.rows.get_mut(at) {
            row.due = row.due.plus(owed)?;
            row.credited = row.credited.plus(owed)?;
            let there = (row.number, row.due_on);
            let payer = transaction.body.of().unwrap_or(by);
            for portion in [Portion::Fee, Portion::Penalty] {
                self.demand_again(payer, portion, there, owed.get(portion), by)?;
            }
        }
        effect.change = effect.change.plus(owed)?;
        self.touched(at, on);
        Ok(())
    }

    /// The installment that falls due next after a day, by index; the last one on its due date; else the row
    /// for what comes later.
    fn row_after(&mut self, day: Date) -> usize {
        let installments =
            || self.rows.iter().enumerate().filter(|(_, row)| row.kind == RowKind::Installment);
        let next = installments().find(|(_, row)| row.due_on > day);
        let last = || installments().next_back().filter(|(_, row)| row.due_on == day);
        let found = next.or_else(last).map(|(at, _)| at);
        match found {
            Some(at) => at,
            None => self.additional(day),
        }
    }
}

impl Earlier<'_> {
    /// As what a chargeback of a payment is owed again: what the payment had paid and earlier chargebacks
    /// of it did not take, in the given order; as principal what goes beyond. All as principal without order.
    pub(super) fn chargeback_parts(
        self,
        of: TransactionId,
        amount: Money,
        order: Option<[Portion; 4]>,
    ) -> Result<Portions, MoneyError> {
        let Some(order) = order else { return Ok(Portions::only(Portion::Principal, amount)) };
        let nothing = Portions::zero(amount.currency());
        let mut left = self.effect(of).map_or(nothing, |effect| effect.split.portions());
        for (earlier, _) in self.live(TransactionKind::Chargeback) {
            if earlier.body.of() == Some(of)
                && let Some(amount) = earlier.body.amount()
            {
                left = left.minus(take(left, amount, order)?.0)?;
            }
        }
        let (mut parts, beyond) = take(left, amount, order)?;
        parts.add(Portion::Principal, beyond)?;
        Ok(parts)
    }
}

/// An amount out of portions in an order, and what goes beyond them.
fn take(from: Portions, amount: Money, order: [Portion; 4]) -> Result<(Portions, Money), MoneyError> {
    let (mut parts, mut left) = (Portions::zero(amount.currency()), amount);
    for portion in order {
        let part = left.min(from.get(portion))?;
        parts.add(portion, part)?;
        left = left.minus(part)?;
    }
    Ok((parts, left))
}
