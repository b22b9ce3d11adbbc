use jiff::civil::Date;
use money::{Money, MoneyError};

use super::Book;
use crate::Row;
use crate::calendar::days_between;

impl Book {
    /// Interest that is income by the end of a day: of rows due by then; all of it once the loan is paid off.
    pub(in crate::account) fn earned(&self, on: Date) -> Result<Money, MoneyError> {
        let rows = self.rows.iter().filter(|row| self.paid_off || row.due_on <= on);
        sum(Money::zero(self.credit.currency()), rows.map(Row::earnable))
    }

    /// All interest that is, or will be, income.
    pub(in crate::account) fn earnable(&self) -> Result<Money, MoneyError> {
        sum(Money::zero(self.credit.currency()), self.rows.iter().map(Row::earnable))
    }

    /// As [`Self::earned`], with the running period's share by elapsed days (half to even).
    pub(in crate::account) fn accrued(&self, on: Date) -> Result<Money, MoneyError> {
        let rows = self.rows.iter().filter(|row| !self.paid_off && row.due_on > on && row.from < on);
        sum(self.earned(on)?, rows.map(|row| elapsed(row, row.earnable()?, on)))
    }
}

fn sum(
    start: Money,
    mut parts: impl Iterator<Item = Result<Money, MoneyError>>,
) -> Result<Money, MoneyError> {
    parts.try_fold(start, |sum, part| sum.plus(part?))
}

/// The part of an amount of a row's period that has passed by the end of a day: all of it once due.
pub(super) fn elapsed(row: &Row, amount: Money, on: Date) -> Result<Money, MoneyError> {
    if row.due_on <= on {
        return Ok(amount);
    }
    let (elapsed, length) = (days_between(row.from, on), days_between(row.from, row.due_on));
    if elapsed <= 0 { Ok(Money::zero(amount.currency())) } else { amount.ratio(elapsed, length) }
}
