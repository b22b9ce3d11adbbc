use ident::TransactionId;
use jiff::civil::Date;
use money::{Money, MoneyError};

use super::charges::Became;
use super::{Book, Earlier};
use crate::{Effect, Portion, Row, Waived};

impl Book {
    /// Gives up what is still owed of a charge or a portion; of a charge, only what no adjustment gave back.
    pub(super) fn waive(
        &mut self,
        what: Waived,
        (by, on): (TransactionId, Date),
        before: Earlier<'_>,
        effect: &mut Effect,
    ) -> Result<(), MoneyError> {
        match what {
            Waived::Portion { portion, amount } => self.waive_portion(portion, amount, (by, on), effect),
            Waived::Charge { of } => {
                let mut left = self.left_to_give_back(of, before)?;
                for index in 0..self.charges.len() {
                    let Some(charged) = self.charges.get(index).copied().filter(|at| at.charge == of) else {
                        continue;
                    };
                    effect.charged = Some(charged.portion);
                    let Some(at) = self.rows.iter().position(|row| row.number == charged.row) else {
                        continue;
                    };
                    let limit = charged.left()?.min(left)?;
                    let given_up = self.give_up(at, charged.portion, Some(limit), on, effect)?;
                    left = left.minus(given_up)?;
                    if let Some(charged) = self.charges.get_mut(index) {
                        charged.note(given_up, Became::Waived)?;
                    }
                }
                Ok(())
            }
        }
    }

    fn waive_portion(
        &mut self,
        portion: Portion,
        amount: Option<Money>,
        (by, on): (TransactionId, Date),
        effect: &mut Effect,
    ) -> Result<(), MoneyError> {
        let mut left = amount;
        for at in self.closed..self.rows.len() {
            let given_up = self.give_up(at, portion, left, on, effect)?;
            let number = self.rows.get(at).map_or(0, |row| row.number);
            self.note_charges(number, portion, given_up, Became::Waived, by)?;
            left = left.map(|left| left.minus(given_up)).transpose()?;
        }
        Ok(())
    }

    /// Gives up at most `limit` of one portion of one row.
    fn give_up(
        &mut self,
        at: usize,
        portion: Portion,
        limit: Option<Money>,
        on: Date,
        effect: &mut Effect,
    ) -> Result<Money, MoneyError> {
        let Some(row) = self.rows.get_mut(at) else { return Ok(Money::zero(self.credit.currency())) };
        let owed = row.owed(portion)?;
        let given_up = limit.map_or(Ok(owed), |limit| limit.min(owed))?;
        if !given_up.is_positive() {
            return Ok(Money::zero(owed.currency()));
        }
        if portion == Portion::Interest && !effect.off_books {
            effect.unearned = effect.unearned.minus(forgo(row, given_up, on)?)?;
        }
        row.waived.add(portion, given_up)?;
        let change = effect.change.get_mut(portion);
        *change = change.minus(given_up)?;
        self.touched(at, on);
        Ok(given_up)
    }

    /// Gives up all that is owed.
    pub(super) fn write_off(
        &mut self,
        (by, on): (TransactionId, Date),
        effect: &mut Effect,
    ) -> Result<(), MoneyError> {
        for at in self.closed..self.rows.len() {
            let Some(row) = self.rows.get_mut(at) else { continue };
            let owed = row.outstanding()?;
            if !effect.off_books {
                effect.unearned = effect.unearned.minus(forgo(row, owed.interest, on)?)?;
            }
            row.written_off = row.written_off.plus(owed)?;
            let number = row.number;
            for (portion, amount) in owed.each() {
                self.note_charges(number, portion, amount, Became::WrittenOff, by)?;
            }
            effect.change = effect.change.minus(owed)?;
            self.touched(at, on);
        }
        Ok(())
    }

    /// What was written off and hasn't come since.
    pub(super) fn recoverable(&self) -> Result<Money, MoneyError> {
        let currency = self.credit.currency();
        if self.recovered.is_zero() && self.rows.iter().all(|row| row.written_off.is_zero()) {
            return Ok(Money::zero(currency));
        }
        let mut written_off = self.rows.iter().map(|row| row.written_off.total());
        let written_off = written_off.try_fold(Money::zero(currency), |sum, total| sum.plus(total?))?;
        written_off.minus(self.recovered)
    }
}

/// Of interest that is given up on a day, what had not been earned by then. It never will be.
pub(super) fn forgo(row: &mut Row, interest: Money, on: Date) -> Result<Money, MoneyError> {
    let zero = Money::zero(interest.currency());
    if row.due_on <= on {
        return Ok(zero);
    }
    let unearned = interest.min(row.earnable()?)?;
    if !unearned.is_positive() {
        return Ok(zero);
    }
    row.never_earned = row.never_earned.plus(unearned)?;
    Ok(unearned)
}
