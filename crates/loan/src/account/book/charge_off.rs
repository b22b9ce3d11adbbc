use jiff::civil::Date;
use money::{Money, MoneyError};

use super::relief::forgo;
use super::{Asked, Book};
use crate::{ChargeOffKind, Effect, Portion, RowKind};

impl Book {
    /// Takes all that is owed off the books; the borrower still owes it. A second one finds nothing there.
    pub(super) fn charge_off(
        &mut self,
        kind: ChargeOffKind,
        on: Date,
        effect: &mut Effect,
    ) -> Result<(), MoneyError> {
        if self.charged_off_on.is_some() {
            return Ok(());
        }
        let (owed, earnable) = (self.outstanding()?, self.earnable()?);
        if kind != ChargeOffKind::Regular && self.recalculates() {
            self.recalculate(on, Asked::Passed)?;
            for row in self.rows.iter_mut().filter(|row| row.due_on > on) {
                row.carried = row.due.interest.minus(row.credited.interest)?;
            }
        }
        match kind {
            ChargeOffKind::Regular => {}
            ChargeOffKind::ZeroInterest => self.repay_principal_instead(on)?,
            ChargeOffKind::AccelerateMaturity => self.mature(on)?,
        }
        for row in self.rows.iter_mut().skip(self.closed) {
            let interest = row.owed(Portion::Interest)?;
            forgo(row, interest, on)?;
        }
        effect.change = effect.change.minus(owed)?;
        effect.unearned = self.earnable()?.minus(earnable)?;
        self.charged_off_on = Some(on);
        Ok(())
    }

    /// What interest isn't asked for any more is asked for as principal, and the last installments are lower by all of
    /// it together.
    fn repay_principal_instead(&mut self, on: Date) -> Result<(), MoneyError> {
        let stopped = self.stop_interest(on)?;
        let mut sum = Money::zero(self.credit.currency());
        for (row, less) in self.rows.iter_mut().zip(stopped) {
            row.due.principal = row.due.principal.plus(less)?;
            sum = sum.plus(less)?;
        }
        for row in self.rows.iter_mut().rev().filter(|row| row.kind == RowKind::Installment) {
            let less = sum.min(row.owed(Portion::Principal)?)?;
            row.due.principal = row.due.principal.minus(less)?;
            row.credited.principal = row.credited.principal.min(row.due.principal)?;
            sum = sum.minus(less)?;
        }
        self.settle_all(on);
        Ok(())
    }

    /// Takes unpaid interest of days after one out of the rows, and returns how much of each. What is left of interest
    /// has passed: it grows no more.
    pub(super) fn stop_interest(&mut self, on: Date) -> Result<Vec<Money>, MoneyError> {
        let mut stopped = Vec::with_capacity(self.rows.len());
        let mut passed = Vec::with_capacity(self.rows.len());
        for (at, row) in self.rows.iter().enumerate() {
            let own = row.due.interest.minus(row.credited.interest)?.minus(row.carried)?;
            let elapsed = self.elapsed(at, own, on)?;
            stopped.push(own.minus(elapsed)?.min(row.owed(Portion::Interest)?)?);
            passed.push(elapsed);
        }
        for (row, (less, elapsed)) in self.rows.iter_mut().zip(stopped.iter().zip(passed)) {
            if row.due_on <= on {
                continue;
            }
            row.due.interest = row.due.interest.minus(*less)?;
            row.carried = row.carried.plus(elapsed)?;
            let own = row.due.interest.minus(row.credited.interest)?.minus(row.carried)?;
            row.capitalized = row.capitalized.min(own)?;
            row.deferred = Money::zero(less.currency());
        }
        Ok(stopped)
    }

    /// Notes anew which rows are settled.
    pub(super) fn settle_all(&mut self, on: Date) {
        self.rows.iter_mut().for_each(|row| row.settle(on));
        self.closed = self.rows.iter().take_while(|row| !row.is_open()).count();
    }
}
