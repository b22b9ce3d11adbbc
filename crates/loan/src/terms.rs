use jiff::civil::Date;
use money::{AnnualRate, Currency, Money};
use serde::{Deserialize, Serialize};

use crate::calendar::days_between;
use crate::terms_error::{MAX_EVERY, MAX_INSTALLMENTS, MAX_YEARS};
use crate::{Conventions, Every, Period, Schedule, TermsError, Unit};

/// How interest is reckoned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InterestMethod {
    /// On the principal still owed, in level installments.
    Declining,
    /// On the whole principal for the whole term, spread evenly.
    Flat,
}

impl InterestMethod {
    /// The word used in the API, documents and pages.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Declining => "declining",
            Self::Flat => "flat",
        }
    }
}

/// A further disbursement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Advance {
    /// The day it is paid out: the start or later, before the last due date.
    pub on: Date,
    /// How much, above zero.
    pub amount: Money,
}

/// What lender and borrower agree on: everything a [`Schedule`] follows from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// The device's price, above zero.
    pub price: Money,
    /// Paid by the borrower at once, zero or more and less than the price. Not part of the loan.
    pub down_payment: Money,
    /// The nominal annual rate.
    pub annual_rate: AnnualRate,
    /// How interest is reckoned.
    pub interest: InterestMethod,
    /// How many installments, 1 to 600.
    pub installments: u16,
    /// The rhythm of the due dates.
    pub every: Every,
    /// The day the loan is paid out; the first period begins.
    pub starts_on: Date,
    /// The first due date, after `starts_on`. The first period bears the interest of a whole one whatever
    /// its length.
    pub first_due_on: Date,
    /// How the schedule is reckoned.
    #[serde(default)]
    pub conventions: Conventions,
    /// What is paid out after the start, in the order of days.
    #[serde(default)]
    pub advances: Vec<Advance>,
}

impl Terms {
    /// Whether a schedule follows from the terms.
    ///
    /// # Errors
    /// The first fault found; see [`TermsError`].
    pub fn check(&self) -> Result<(), TermsError> {
        Schedule::of(self).map(drop)
    }

    /// What is financed: the price less the down payment.
    ///
    /// # Errors
    /// When the two amounts don't make a positive principal.
    pub fn principal(&self) -> Result<Money, TermsError> {
        let (price, down) = (self.price, self.down_payment);
        if !price.is_positive() {
            return Err(TermsError::PriceNotPositive(price));
        }
        if down.currency() != price.currency() {
            return Err(TermsError::DownPaymentCurrency(down.currency(), price.currency()));
        }
        if down.is_negative() {
            return Err(TermsError::DownPaymentNegative(down));
        }
        match price.minus(down) {
            Ok(principal) if principal.is_positive() => Ok(principal),
            _ => Err(TermsError::DownPaymentNotBelowPrice(down, price)),
        }
    }

    /// The currency of every amount of the contract.
    #[must_use]
    pub fn currency(&self) -> Currency {
        self.price.currency()
    }

    /// All due dates in order.
    ///
    /// # Errors
    /// When the counts are out of bounds, the first due date isn't after the start, or the term is too long.
    pub(crate) fn due_dates(&self) -> Result<Vec<Date>, TermsError> {
        if !(1..=MAX_INSTALLMENTS).contains(&self.installments) {
            return Err(TermsError::Installments(self.installments));
        }
        if !(1..=MAX_EVERY).contains(&self.every.count) {
            return Err(TermsError::EveryCount(self.every.count));
        }
        if days_between(self.starts_on, self.first_due_on) <= 0 {
            return Err(TermsError::FirstDueNotAfterStart(self.first_due_on, self.starts_on));
        }
        let latest = Every { count: MAX_YEARS, unit: Unit::Year }
            .nth(self.starts_on, 1)
            .map_err(|_| TermsError::StartTooLate(self.starts_on))?;
        if self.first_due_on > latest {
            return Err(TermsError::FirstDueTooLate(self.first_due_on, latest));
        }
        match self.every.nth(self.first_due_on, self.installments - 1) {
            Ok(last) if last <= latest => {}
            _ => return Err(TermsError::TermTooLong(latest)),
        }
        (0..self.installments).map(|n| self.every.nth(self.first_due_on, n)).collect()
    }

    /// Whether the amounts of advances and conventions are amounts of this loan.
    ///
    /// # Errors
    /// The first that is not.
    pub(crate) fn check_conventions(&self) -> Result<(), TermsError> {
        let is_ours = |amount: Money| amount.is_positive() && amount.currency() == self.currency();
        if let Some(advance) = self.advances.iter().find(|advance| !is_ours(advance.amount)) {
            return Err(TermsError::AdvanceAmount(advance.on, advance.amount));
        }
        match self.conventions.installment_multiple {
            Some(multiple) if !is_ours(multiple) => Err(TermsError::Multiple(multiple)),
            _ => Ok(()),
        }
    }

    /// The periods the due dates make.
    ///
    /// # Errors
    /// As for the due dates.
    pub(crate) fn periods(&self) -> Result<Vec<Period>, TermsError> {
        let mut from = self.starts_on;
        let period = |due_on| {
            let period = Period { from, due_on };
            from = due_on;
            period
        };
        Ok(self.due_dates()?.into_iter().map(period).collect())
    }
}
