use jiff::civil::Date;
use money::Money;

use super::{AccountError, LoanAccount, Recorded};
use crate::Payment;

impl LoanAccount {
    /// Takes a payment by the allocation rules; money beyond everything owed becomes credit. It is booked on
    /// its value date; see [`Payment::booked`] and [`Self::record`] for another day.
    ///
    /// # Errors
    /// When the payment isn't positive, is in another currency, came before, or is too large. Nothing is
    /// changed then.
    pub fn receive(&mut self, payment: Payment) -> Result<Recorded, AccountError> {
        let on = payment.value_on;
        self.record(Payment { reversed: false, payoff_on: None, ..payment }.booked(on))
    }

    /// Takes a payment that pays the loan off as of `on` (see [`Self::payoff_quote`]): the interest not
    /// earned by that day is given up first, so the payment buys none of it; what had been paid of it in
    /// advance counts toward the payoff. The loan is settled afterwards; money beyond becomes credit.
    ///
    /// The payoff belongs to the payment: when this or an earlier payment is reversed so that the payoff is
    /// no longer covered, the rebate is undone too.
    ///
    /// # Errors
    /// [`AccountError::BelowPayoff`] if the payment doesn't cover the quote; else as [`Self::receive`].
    /// Nothing is changed then.
    pub fn receive_payoff(&mut self, payment: Payment, on: Date) -> Result<Recorded, AccountError> {
        let booked_on = payment.value_on;
        self.record(Payment { reversed: false, payoff_on: Some(on), ..payment }.booked(booked_on))
    }

    /// Refuses a payoff that isn't covered where the payment will stand.
    pub(super) fn admit_payoff(&self, amount: Money, value_on: Date, on: Date) -> Result<(), AccountError> {
        let earlier = self.transactions.partition_point(|t| t.value_on <= value_on);
        let needed = if earlier == self.transactions.len() {
            self.payoff_quote(on).total
        } else {
            let (book, _) = self.fold_first(earlier)?;
            self.quote(book, on).total
        };
        if needed > amount { Err(AccountError::BelowPayoff { needed, got: amount }) } else { Ok(()) }
    }
}
