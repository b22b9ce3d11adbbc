use jiff::civil::Date;
use money::{Money, MoneyError};

use super::{AccountError, LoanAccount};
use crate::InterestRecalculation;

impl LoanAccount {
    /// Whether interest follows what is really owed.
    #[must_use]
    pub fn recalculates(&self) -> bool {
        let rules = self.rules.interest.as_ref();
        rules.is_some_and(|rules| rules.recalculation == InterestRecalculation::Daily)
    }

    /// Reckons interest through a day, where it follows what is owed: overdue principal bears it until then. Returns
    /// the change of interest that is owed and not income yet. Nothing happens on a day that was reckoned through
    /// before, or where the schedule says what interest is.
    ///
    /// # Errors
    /// When an amount leaves the range. Nothing is changed then.
    pub fn reckon(&mut self, today: Date) -> Result<Money, AccountError> {
        if !self.recalculates() || self.reckoned_on.is_some_and(|day| day >= today) {
            return Ok(self.zero());
        }
        let before = self.reckoned_on.replace(today);
        match self.fold() {
            Ok((book, effects, reckoned)) => {
                (self.book, self.effects) = (book, effects);
                Ok(self.reckon_tail(reckoned)?)
            }
            Err(error) => {
                self.reckoned_on = before;
                Err(error.into())
            }
        }
    }

    /// Takes over what was reckoned since the last transaction, and returns the change.
    pub(super) fn reckon_tail(&mut self, reckoned: Money) -> Result<Money, MoneyError> {
        reckoned.minus(std::mem::replace(&mut self.reckoned, reckoned))
    }
}
