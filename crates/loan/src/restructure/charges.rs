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
            let amount = self.rows.get(from).map(|row| row.owed(portion)).transpose()?;
            let Some(amount) = amount.filter(|amount| amount.is_positive()) else { continue };
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
