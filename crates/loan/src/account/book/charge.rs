use ident::TransactionId;
use jiff::civil::Date;
use money::{Money, MoneyError};

use super::{Book, ChargedAt, Earlier};
use crate::{ChargeTiming, Effect, Portion, Portions, Row, RowKind, Transaction, TransactionKind};

impl Book {
    /// Puts a charge on the rows it belongs to.
    pub(super) fn charge(
        &mut self,
        transaction: &Transaction,
        portion: Portion,
        amount: Money,
        due: ChargeTiming,
        effect: &mut Effect,
    ) -> Result<(), MoneyError> {
        let on = transaction.value_on;
        let rows: Vec<_> = match due {
            ChargeTiming::On(day) => vec![self.row_of(day)],
            ChargeTiming::EachInstallment => {
                let coming = self.rows.iter().enumerate();
                let coming = coming.filter(|(_, row)| row.kind == RowKind::Installment && row.due_on >= on);
                coming.map(|(at, _)| at).collect()
            }
            ChargeTiming::Late(due_on) if self.charged_off_on.is_none() && self.is_unpaid_since(due_on) => {
                vec![self.row_of(on)]
            }
            ChargeTiming::Late(_) => Vec::new(),
        };
        effect.charged = Some(portion).filter(|_| !rows.is_empty());
        for at in rows {
            let Some(row) = self.rows.get_mut(at) else { continue };
            row.due.add(portion, amount)?;
            let due_on = match due {
                ChargeTiming::On(day) => day,
                ChargeTiming::EachInstallment => row.due_on,
                ChargeTiming::Late(_) => on,
            };
            let there = (row.number, due_on);
            self.demand(transaction.id, portion, there, amount, Money::zero(amount.currency()));
            effect.change.add(portion, amount)?;
            self.touched(at, on);
        }
        Ok(())
    }

    /// Whether it was a fee or a penalty; `None` if the charge is gone.
    pub(super) fn charged_portion(&self, charge: TransactionId) -> Option<Portion> {
        self.charges.iter().find(|at| at.charge == charge).map(|at| at.portion)
    }

    /// What an adjustment or a waiver can still give back of a charge: nothing of one that is gone, and nothing that
    /// was given up or given back before.
    pub(in crate::account) fn left_to_give_back(
        &self,
        charge: TransactionId,
        before: Earlier<'_>,
    ) -> Result<Money, MoneyError> {
        let zero = Money::zero(self.credit.currency());
        let there = self.charges.iter().filter(|at| at.charge == charge);
        let kept = there.map(ChargedAt::not_given_up).try_fold(zero, |sum, part| sum.plus(part?))?;
        let adjusted = before.live(TransactionKind::ChargeAdjustment);
        let mut adjusted = adjusted.filter(|(transaction, _)| transaction.body.of() == Some(charge));
        let adjusted = adjusted.try_fold(zero, |sum, (_, effect)| sum.plus(effect.split.total()?))?;
        kept.minus(adjusted.min(kept)?)
    }

    /// Whether the installment that was due on a day is unpaid.
    fn is_unpaid_since(&self, due_on: Date) -> bool {
        self.unpaid().any(|row| row.kind == RowKind::Installment && row.due_on == due_on)
    }

    /// The installment in whose period a day falls, by index; after the last one the row for what comes
    /// later, which then falls due on that day at the earliest. The first period includes its first day.
    fn row_of(&mut self, day: Date) -> usize {
        let of_period = |row: &Row| row.kind == RowKind::Installment && day <= row.due_on;
        match self.rows.iter().position(of_period) {
            Some(at) => at,
            None => self.additional(day),
        }
    }

    /// The row for what becomes owed after the last installment, by index: made when it is first needed, due
    /// on the latest day that needed it.
    pub(super) fn additional(&mut self, day: Date) -> usize {
        if let Some(at) = self.rows.iter().rposition(|row| row.kind == RowKind::Additional) {
            if let Some(row) = self.rows.get_mut(at) {
                row.due_on = row.due_on.max(day);
            }
            return at;
        }
        let at = self.rows.len();
        let from = self.rows.last().map_or(day, |row| row.due_on);
        let number = self.rows.last().map_or(1, |row| row.number.saturating_add(1));
        let nothing = Portions::zero(self.credit.currency());
        self.rows.push(Row::new(number, from, day, RowKind::Additional, nothing));
        at
    }
}
