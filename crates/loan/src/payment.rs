use ident::PaymentId;
use jiff::civil::Date;
use money::{Currency, Money, MoneyError};
use serde::{Deserialize, Serialize};

use crate::Rebate;

/// Money received for a contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Payment {
    /// Its identifier, unique in the account.
    pub id: PaymentId,
    /// How much, above zero.
    pub amount: Money,
    /// The day on which the money counts, whenever it was booked.
    pub value_on: Date,
    /// The way it came, for example `stripe`.
    pub rail: String,
    /// Whether it was taken back; it then counts for nothing.
    pub reversed: bool,
    /// The day as of which this payment pays the loan off early, if it does.
    pub payoff_on: Option<Date>,
}

impl Payment {
    /// A payment toward the installments.
    #[must_use]
    pub fn new(id: PaymentId, amount: Money, value_on: Date, rail: impl Into<String>) -> Self {
        Self { id, amount, value_on, rail: rail.into(), reversed: false, payoff_on: None }
    }
}

/// Where money went. The parts are never negative and sum to what was allocated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Split {
    /// To interest.
    pub interest: Money,
    /// To principal.
    pub principal: Money,
    /// Beyond everything owed: the borrower's credit balance.
    pub credit: Money,
}

impl Split {
    /// Nothing allocated.
    #[must_use]
    pub const fn zero(currency: Currency) -> Self {
        let zero = Money::zero(currency);
        Self { interest: zero, principal: zero, credit: zero }
    }

    /// What was allocated.
    ///
    /// # Errors
    /// When the parts mix currencies or exceed the limit; never for a split made by an account.
    pub fn total(&self) -> Result<Money, MoneyError> {
        self.interest.plus(self.principal)?.plus(self.credit)
    }
}

/// All that one payment did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Allocation {
    /// Where the payment's money went.
    pub split: Split,
    /// The interest given up, if the payment paid the loan off early.
    pub rebate: Option<Rebate>,
}
