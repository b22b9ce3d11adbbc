use jiff::civil::Date;
use rust_decimal::Decimal;

use super::months::DueDay;
use super::{AprError, Transaction};

/// The dates of a transaction, from which both laws find what time is counted in.
#[derive(Debug)]
pub(super) struct Dates {
    /// When the finance charge begins to be earned: the first advance.
    pub(super) start: Date,
    /// Of the advances, rising, none twice.
    pub(super) advances: Vec<Date>,
    /// Of the payments, rising, none twice.
    pub(super) payments: Vec<Date>,
    /// The day the payments keep to.
    pub(super) due_day: DueDay,
}

impl Dates {
    /// The dates of the flows that aren't zero.
    ///
    /// # Errors
    /// When the flows are no credit.
    pub(super) fn of(transaction: &Transaction<Date>) -> Result<Self, AprError> {
        transaction.check()?;
        let start = transaction.start()?;
        let flows = transaction.signed(|_, date| Ok(date))?;
        let rising = |advance: bool| {
            let of = flows.iter().filter(|flow| (flow.amount < Decimal::ZERO) == advance);
            let mut dates: Vec<Date> = of.map(|flow| flow.at).collect();
            dates.sort_unstable();
            dates.dedup();
            dates
        };
        let (advances, payments) = (rising(true), rising(false));
        let due_day = DueDay::of(start, payments.iter().copied());
        Ok(Self { start, advances, payments, due_day })
    }

    /// One advance and the payments of it.
    #[cfg(test)]
    pub(super) fn paid(start: Date, payments: &[Date]) -> Self {
        let due_day = DueDay::of(start, payments.iter().copied());
        Self { start, advances: vec![start], payments: payments.to_vec(), due_day }
    }

    /// Refuses flows of which none is on a later day than the first advance.
    pub(super) fn take_time(&self) -> Result<(), AprError> {
        self.later().next().map(|_| ()).ok_or(AprError::NoTime(self.start))
    }

    /// The dates after the first advance, in no order.
    pub(super) fn later(&self) -> impl Iterator<Item = Date> {
        self.advances.iter().chain(&self.payments).copied().filter(|&date| date > self.start)
    }
}
