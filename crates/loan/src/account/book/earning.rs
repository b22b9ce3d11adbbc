use jiff::civil::Date;
use money::{Money, MoneyError};

use super::{Asked, Book};
use crate::Row;
use crate::calendar::days_between;

impl Book {
    /// Interest that is income by the end of a day: of rows due by then, and what was carried into later ones; all of
    /// it once the loan is paid off.
    pub(in crate::account) fn earned(&self, on: Date) -> Result<Money, MoneyError> {
        let earned = |row: &Row| {
            let all = row.earnable()?;
            if self.paid_off || row.due_on <= on { Ok(all) } else { all.min(row.carried) }
        };
        sum(Money::zero(self.credit.currency()), self.rows.iter().map(earned))
    }

    /// All interest that is, or will be, income.
    pub(in crate::account) fn earnable(&self) -> Result<Money, MoneyError> {
        sum(Money::zero(self.credit.currency()), self.rows.iter().map(Row::earnable))
    }

    /// As [`Self::earned`], with the running period's share by elapsed days (half to even).
    pub(in crate::account) fn accrued(&self, on: Date) -> Result<Money, MoneyError> {
        if self.recalculates() {
            let mut passed = self.clone();
            passed.recalculate(on, Asked::Passed)?;
            let (passed, due) = (passed.earnable()?, self.earned(on)?);
            return Ok(if passed < due { due } else { passed });
        }
        let rows = self.rows.iter().enumerate().filter(|(_, row)| !self.paid_off && row.due_on > on);
        let running = |(at, row): (usize, &Row)| {
            let all = row.earnable()?;
            self.elapsed(at, all.minus(all.min(row.carried)?)?, on)
        };
        sum(self.earned(on)?, rows.map(running))
    }
}

fn sum(
    start: Money,
    mut parts: impl Iterator<Item = Result<Money, MoneyError>>,
) -> Result<Money, MoneyError> {
    parts.try_fold(start, |sum, part| sum.plus(part?))
}

impl Book {
    /// The part of a row's interest, without what was carried into it, that has passed by the end of a day: of a
    /// payment holiday by its days, of the row's own period by its days, all of it once due.
    pub(super) fn elapsed(&self, at: usize, amount: Money, on: Date) -> Result<Money, MoneyError> {
        let Some(row) = self.rows.get(at) else { return Ok(Money::zero(amount.currency())) };
        if row.due_on <= on {
            return Ok(amount);
        }
        let capitalized = row.capitalized.min(amount)?;
        let own = amount.minus(capitalized)?;
        let earlier = self.of_earlier(at, row)?.min(own)?;
        let own = share(own.minus(earlier)?, row.from, row.due_on, on)?;
        let earlier = self.deferred_by(at, earlier, on)?;
        own.plus(earlier)?.plus(self.of_holiday(capitalized, on)?)
    }

    /// What a row demands of interest that the rows before it left out.
    fn of_earlier(&self, at: usize, row: &Row) -> Result<Money, MoneyError> {
        Ok(positive(self.deferred_before(at).minus(row.deferred)?))
    }

    fn deferred_before(&self, at: usize) -> Money {
        let before = at.checked_sub(1).and_then(|at| self.rows.get(at));
        before.map_or(Money::zero(self.credit.currency()), |row| row.deferred)
    }

    /// Of what a row demands that the rows before it left out, the part that has passed: each of them left out the
    /// interest of its own days, and rows before this one may demand a part of it.
    fn deferred_by(&self, at: usize, demanded: Money, on: Date) -> Result<Money, MoneyError> {
        if demanded.is_zero() || self.rows.get(at).is_some_and(|row| row.from <= on) {
            return Ok(demanded);
        }
        let mut passed = Money::zero(demanded.currency());
        for (earlier, row) in self.rows.iter().enumerate().take(at) {
            let left_out = positive(row.deferred.minus(self.deferred_before(earlier))?);
            passed = passed.plus(share(left_out, row.from, row.due_on, on)?)?;
            passed = passed.minus(self.of_earlier(earlier, row)?)?;
        }
        demanded.min(positive(passed))
    }

    /// The part of a payment holiday's interest that has passed: it lies before the first row that has some.
    fn of_holiday(&self, amount: Money, on: Date) -> Result<Money, MoneyError> {
        if amount.is_zero() {
            return Ok(amount);
        }
        let first = self.rows.iter().position(|row| row.capitalized.is_positive()).unwrap_or(0);
        let ends = self.rows.get(first).map_or(on, |row| row.from);
        let begins = self.rows.iter().take(first).map(|row| row.due_on).max().unwrap_or(ends);
        share(amount, begins, ends, on)
    }
}

fn positive(amount: Money) -> Money {
    if amount.is_negative() { Money::zero(amount.currency()) } else { amount }
}

/// The part of an amount that has passed from one day to another by the end of a third.
fn share(amount: Money, begins: Date, ends: Date, on: Date) -> Result<Money, MoneyError> {
    let (elapsed, length) = (days_between(begins, on), days_between(begins, ends));
    if elapsed >= length {
        Ok(amount)
    } else if elapsed <= 0 {
        Ok(Money::zero(amount.currency()))
    } else {
        amount.ratio(elapsed, length)
    }
}
