use ident::PaymentId;
use jiff::civil::Date;
use money::{Currency, Money, MoneyError};
use serde::{Deserialize, Serialize};

use crate::{Portion, Portions, Transaction, TransactionBody};

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

    /// The payment as a transaction booked on a day.
    #[must_use]
    pub fn booked(self, booked_on: Date) -> Transaction {
        let Self { id, amount, value_on, rail, reversed, payoff_on } = self;
        let body = TransactionBody::Repayment { amount, rail, payoff_on };
        Transaction { id: id.into(), value_on, booked_on, body, reversed }
    }

    /// The payment that a transaction is, if it is one.
    #[must_use]
    pub fn of(transaction: &Transaction) -> Option<Self> {
        let (amount, rail, payoff_on) = match &transaction.body {
            TransactionBody::Repayment { amount, rail, payoff_on } => (*amount, rail.clone(), *payoff_on),
            TransactionBody::Recovery { amount, rail } => (*amount, rail.clone(), None),
            _ => return None,
        };
        let Transaction { id, value_on, reversed, .. } = *transaction;
        Some(Self { id: id.as_payment(), amount, value_on, rail, reversed, payoff_on })
    }
}

/// Where money went. The parts are never negative and sum to what was allocated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Split {
    /// To penalties.
    pub penalty: Money,
    /// To fees.
    pub fee: Money,
    /// To interest.
    pub interest: Money,
    /// To principal.
    pub principal: Money,
    /// To debt that was written off.
    pub recovered: Money,
    /// Beyond everything owed: the borrower's credit balance.
    pub credit: Money,
}

impl Split {
    /// Nothing allocated.
    #[must_use]
    pub const fn zero(currency: Currency) -> Self {
        let zero = Money::zero(currency);
        Self { penalty: zero, fee: zero, interest: zero, principal: zero, recovered: zero, credit: zero }
    }

    /// What it paid of what was owed.
    #[must_use]
    pub const fn portions(&self) -> Portions {
        Portions { penalty: self.penalty, fee: self.fee, interest: self.interest, principal: self.principal }
    }

    /// What was allocated.
    ///
    /// # Errors
    /// When the parts mix currencies or exceed the limit; never for a split made by an account.
    pub fn total(&self) -> Result<Money, MoneyError> {
        self.portions().total()?.plus(self.recovered)?.plus(self.credit)
    }

    pub(crate) fn add(&mut self, portion: Portion, amount: Money) -> Result<(), MoneyError> {
        let part = match portion {
            Portion::Penalty => &mut self.penalty,
            Portion::Fee => &mut self.fee,
            Portion::Interest => &mut self.interest,
            Portion::Principal => &mut self.principal,
        };
        *part = part.plus(amount)?;
        Ok(())
    }
}
