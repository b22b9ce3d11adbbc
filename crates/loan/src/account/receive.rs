use jiff::civil::Date;
use money::{Money, MoneyError};
use serde::{Deserialize, Serialize};

use super::{AccountError, Changed, LoanAccount};
use crate::{Allocation, Payment};

/// What a received payment did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Received {
    /// The payment as it stands in the account.
    pub payment: Payment,
    /// What it did.
    pub allocation: Allocation,
    /// Later payments that do something else now; empty unless this one was backdated.
    pub changed: Vec<Changed>,
}

impl LoanAccount {
    /// Takes a payment toward the installments: oldest first, in each interest before principal; money
    /// beyond everything owed becomes credit. A payment with an earlier value date than the last one is put
    /// in its place and everything after it is allocated again.
    ///
    /// # Errors
    /// When the payment isn't positive, is in another currency, came before, or is too large. Nothing is
    /// changed then.
    pub fn receive(&mut self, payment: Payment) -> Result<Received, AccountError> {
        self.insert(Payment { reversed: false, payoff_on: None, ..payment })
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
    pub fn receive_payoff(&mut self, payment: Payment, on: Date) -> Result<Received, AccountError> {
        let needed = self.quote_before(&payment, on)?;
        if needed > payment.amount {
            return Err(AccountError::BelowPayoff { needed, got: payment.amount });
        }
        self.insert(Payment { reversed: false, payoff_on: Some(on), ..payment })
    }

    /// What a payoff as of `on` needs where the payment will stand.
    fn quote_before(&self, payment: &Payment, on: Date) -> Result<Money, AccountError> {
        self.admit(payment)?;
        let earlier = self.payments.iter().filter(|p| p.value_on <= payment.value_on);
        let before = self.with_payments(earlier.cloned().collect())?;
        Ok(before.payoff_quote(on).total)
    }

    fn insert(&mut self, payment: Payment) -> Result<Received, AccountError> {
        self.admit(&payment)?;
        let at = self.payments.partition_point(|p| p.value_on <= payment.value_on);
        if at == self.payments.len() { self.append(payment) } else { self.backdate(at, payment) }
    }

    /// In order: one step of the fold.
    fn append(&mut self, payment: Payment) -> Result<Received, AccountError> {
        let mut book = self.book.clone();
        let Some(allocation) = book.apply(&self.schedule, &payment)? else {
            return Err(AccountError::AlreadyReversed(payment.id));
        };
        self.book = book;
        self.allocations.push(Some(allocation));
        self.payments.push(payment.clone());
        Ok(Received { payment, allocation, changed: Vec::new() })
    }

    /// Out of order: put in its place, everything folded anew.
    fn backdate(&mut self, at: usize, payment: Payment) -> Result<Received, AccountError> {
        let mut payments = self.payments.clone();
        payments.insert(at, payment.clone());
        let after = self.with_payments(payments)?;
        let Some(allocation) = after.allocations.get(at).copied().flatten() else {
            return Err(AccountError::AlreadyReversed(payment.id));
        };
        let mut before = std::mem::take(&mut self.allocations);
        before.insert(at, None);
        *self = after;
        let changed = self.changed_since(&before);
        Ok(Received { payment, allocation, changed })
    }

    fn admit(&self, payment: &Payment) -> Result<(), AccountError> {
        let expected = self.schedule.currency();
        if payment.amount.currency() != expected {
            return Err(AccountError::Currency { expected, got: payment.amount.currency() });
        }
        if !payment.amount.is_positive() {
            return Err(AccountError::NotPositive(payment.amount));
        }
        if self.payments.iter().any(|p| p.id == payment.id) {
            return Err(AccountError::Duplicate(payment.id));
        }
        within_limit(self.book.received, payment.amount, self.schedule.total())
            .map_err(|_| AccountError::TooLarge)
    }
}

/// Refuses what could bring any balance beyond [`money::MAX_MINOR`]: credit is at most all payments and all interest.
pub(super) fn within_limit(received: Money, amount: Money, loan: Money) -> Result<(), MoneyError> {
    received.plus(amount)?.plus(loan).map(drop)
}
