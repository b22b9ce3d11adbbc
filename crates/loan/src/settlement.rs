use ident::TransactionId;
use jiff::civil::Date;
use money::{Money, MoneyError};
use serde::{Deserialize, Serialize};

use crate::{PayoffQuote, bounded};

/// A lender's offer to take less than is owed, valid through a day. It is accepted by paying: when the payments
/// received since the offer reach the amount in time, the rest is forgiven.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SettlementQuote {
    /// The day of the offer.
    pub on: Date,
    /// What would pay the loan off on that day.
    pub payoff: Money,
    /// What the lender takes instead: above zero, below the payoff.
    pub amount: Money,
    /// What is forgiven once it is paid.
    pub forgiven: Money,
    /// The last value date on which a payment still accepts the offer.
    pub valid_through: Date,
}

/// Why an offer is none. Says what would be right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettlementError {
    /// The amount is zero or below.
    #[error("the settlement is {0:?}: it must be above zero")]
    NotPositive(Money),
    /// The amount is not less than what is owed.
    #[error("the settlement is {0:?}: it must be less than {1:?}, which pays the loan off")]
    NotLess(Money, Money),
    /// The last day is over before the offer is made.
    #[error("the settlement is valid through {0}: it must be {1} or later")]
    Expired(Date, Date),
    /// Currencies differ or an amount leaves the range.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

impl SettlementQuote {
    /// An offer of `amount` instead of the payoff.
    ///
    /// # Errors
    /// When the amount isn't between zero and the payoff, or the offer would be over before it is made.
    pub fn of(payoff: &PayoffQuote, amount: Money, valid_through: Date) -> Result<Self, SettlementError> {
        let forgiven = payoff.total.minus(amount)?;
        if !amount.is_positive() {
            return Err(SettlementError::NotPositive(amount));
        }
        if !forgiven.is_positive() {
            return Err(SettlementError::NotLess(amount, payoff.total));
        }
        if valid_through < payoff.on {
            return Err(SettlementError::Expired(valid_through, payoff.on));
        }
        Ok(Self { on: payoff.on, payoff: payoff.total, amount, forgiven, valid_through })
    }
}

/// An offer as the account's transactions leave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SettlementState {
    /// The transaction that made it.
    pub offer: TransactionId,
    /// The day from which payments count toward it.
    pub on: Date,
    /// What the lender takes.
    pub amount: Money,
    /// The last value date on which a payment still accepts it.
    pub valid_through: Date,
    /// What counts toward it so far, without what a rail took back.
    pub received: Money,
    /// By how much more was owed than when it was offered, charges apart, because something from before it was taken
    /// back: it is owed besides the amount.
    pub missing: Money,
    /// The value date of the payment that reached the amount.
    pub accepted_on: Option<Date>,
    /// What it forgave.
    pub forgiven: Money,
}

impl SettlementState {
    /// Whether a payment on a day could still accept it.
    #[must_use]
    pub fn is_open(&self, day: Date) -> bool {
        self.accepted_on.is_none() && day <= self.valid_through
    }

    /// What is still to pay until nothing is owed: of the amount, and what is missing.
    #[must_use]
    pub fn to_pay(&self) -> Money {
        let left =
            bounded::minus(bounded::sum(self.amount.currency(), [self.amount, self.missing]), self.received);
        if left.is_negative() { Money::zero(left.currency()) } else { left }
    }
}
