use money::{Money, MoneyError};

use super::{MovedCharge, RestructureError};
use crate::{Portion, Row};

/// Fees and penalties on their way to other rows.
pub(super) struct Charges<'a> {
    pub(super) rows: &'a mut [Row],
    pub(super) moved: &'a mut Vec<MovedCharge>,
}

impl Charges<'_> {
    /// Moves what is unpaid of both from one row to another.
    pub(super) fn carry(&mut self, from: usize, to: usize) -> Result<(), RestructureError> {
        for portion in [Portion::Fee, Portion::Penalty] {
            let amount = self.rows.get(from).ok_or(RestructureError::NothingOwed)?.owed(portion)?;
            self.part(from, to, portion, amount)?;
        }
        Ok(())
    }

    /// Moves an amount of one of them.
    pub(super) fn part(
        &mut self,
        from: usize,
        to: usize,
        portion: Portion,
        amount: Money,
    ) -> Result<(), RestructureError> {
        if amount.is_positive() {
            let source = self.change(from, portion, |due| due.minus(amount))?;
            let target = self.change(to, portion, |due| due.plus(amount))?;
            self.moved.push(MovedCharge { from: source, to: target, portion, amount });
        }
        Ok(())
    }

    fn change(
        &mut self,
        at: usize,
        portion: Portion,
        change: impl Fn(Money) -> Result<Money, MoneyError>,
    ) -> Result<u16, RestructureError> {
        let row = self.rows.get_mut(at).ok_or(RestructureError::NothingOwed)?;
        let due = row.due.get_mut(portion);
        *due = change(*due)?;
        Ok(row.number)
    }
}
