use jiff::civil::Date;
use money::{Money, MoneyError};

use super::{Book, ChargedAt};
use crate::restructure::{MovedCharge, Restructuring, apply};
use crate::{Effect, Row};

impl Book {
    /// Changes the plan. A change that makes no sense any more, because something before it came or went, does
    /// nothing.
    pub(super) fn restructure(
        &mut self,
        change: &Restructuring,
        on: Date,
        effect: &mut Effect,
    ) -> Result<(), MoneyError> {
        let Some(rules) = self.interest.as_ref().filter(|_| self.charged_off_on.is_none()) else {
            return Ok(());
        };
        let Ok(changed) = apply(rules, &self.rows, on, change) else { return Ok(()) };
        let (owed, earnable) = (self.outstanding()?, self.earnable()?);
        self.rows = changed.rows;
        self.interest = Some(changed.rules);
        for moved in &changed.moved {
            self.carry_charge(moved)?;
        }
        self.closed = self.rows.iter().take_while(|row: &&Row| !row.is_open()).count();
        effect.change = self.outstanding()?.minus(owed)?;
        effect.unearned = self.earnable()?.minus(earnable)?;
        Ok(())
    }

    /// Notes that what is left of charges of one row is in another one now, the latest charged first.
    fn carry_charge(&mut self, moved: &MovedCharge) -> Result<(), MoneyError> {
        let mut amount = moved.amount;
        let mut carried = Vec::new();
        let there = |charge: &&mut ChargedAt| charge.row == moved.from && charge.portion == moved.portion;
        for charge in self.charges.iter_mut().rev().filter(there) {
            let part: Money = charge.left.min(amount)?;
            amount = amount.minus(part)?;
            charge.left = charge.left.minus(part)?;
            if part.is_positive() {
                carried.push(ChargedAt { row: moved.to, left: part, ..*charge });
            }
        }
        self.charges.extend(carried);
        Ok(())
    }
}
