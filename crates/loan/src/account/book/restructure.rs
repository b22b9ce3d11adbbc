use ident::TransactionId;
use jiff::civil::Date;
use money::MoneyError;

use super::charges::Became;
use super::{Book, ChargedAt};
use crate::restructure::{MovedCharge, Restructuring, apply};
use crate::{Effect, Portion, Row};

impl Book {
    /// Changes the plan. A change that makes no sense any more, because something before it came or went, does
    /// nothing.
    pub(super) fn restructure(
        &mut self,
        change: &Restructuring,
        (by, on): (TransactionId, Date),
        effect: &mut Effect,
    ) -> Result<(), MoneyError> {
        let Some(rules) = self.interest.as_ref().filter(|_| self.charged_off_on.is_none()) else {
            return Ok(());
        };
        let Ok(changed) = apply(rules, &self.rows, on, change) else { return Ok(()) };
        let (owed, earnable) = (self.outstanding()?, self.earnable()?);
        if matches!(change, Restructuring::Forgive(_)) {
            self.forgive_charges(&changed.rows, by)?;
        }
        self.rows = changed.rows;
        self.interest = Some(changed.rules);
        self.carry_charges(&changed.moved)?;
        self.closed = self.rows.iter().take_while(|row: &&Row| !row.is_open()).count();
        effect.change = self.outstanding()?.minus(owed)?;
        effect.unearned = self.earnable()?.minus(earnable)?;
        Ok(())
    }

    /// Notes what is forgiven of charges, row by row.
    fn forgive_charges(&mut self, after: &[Row], by: TransactionId) -> Result<(), MoneyError> {
        let pairs =
            self.rows.iter().filter_map(|row| Some((*row, after.iter().find(|r| r.number == row.number)?)));
        for (before, after) in pairs.collect::<Vec<_>>() {
            for portion in [Portion::Fee, Portion::Penalty] {
                let forgiven = after.waived.get(portion).minus(before.waived.get(portion))?;
                self.note_charges(before.number, portion, forgiven, Became::Waived, by)?;
            }
        }
        Ok(())
    }

    /// Notes that what is left of charges of one row is in another one now, the latest charged first.
    fn carry_charges(&mut self, moved: &[MovedCharge]) -> Result<(), MoneyError> {
        let mut carried = Vec::new();
        for moved in moved {
            let mut left = moved.amount;
            let there = |charge: &&mut ChargedAt| charge.row == moved.from && charge.portion == moved.portion;
            let mut there: Vec<_> = self.charges.iter_mut().filter(there).collect();
            there.sort_by_key(|charge| std::cmp::Reverse(charge.order));
            for charge in there {
                let part = charge.left()?.min(left)?;
                left = left.minus(part)?;
                if part.is_positive() {
                    carried.push(charge.carry(part, moved.to)?);
                }
            }
        }
        self.charges.extend(carried);
        Ok(())
    }
}
