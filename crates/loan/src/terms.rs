use jiff::civil::Date;
use money::{AnnualRate, Currency, Money};
use serde::{Deserialize, Serialize};

use crate::amortization::precision::nearest_multiple;
use crate::calendar::days_between;
use crate::terms_error::{MAX_EVERY, MAX_INSTALLMENTS, MAX_YEARS};
use crate::{Amortization, Conventions, Every, FeeRule, Grace, Percent, Period, Schedule, TermsError, Unit};

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
    /// The first due date, after `starts_on`; the others follow it in the rhythm. If it is one step of the rhythm
    /// after the start, they follow the start: a loan of 31 January is due on 28 February, 31 March, 30 April. Where
    /// periods are alike, the first bears the interest of a whole one whatever its length.
    pub first_due_on: Date,
    /// How the schedule is reckoned.
    #[serde(default)]
    pub conventions: Conventions,
    /// What is paid out after the start, in the order of days.
    #[serde(default)]
    pub advances: Vec<Advance>,
    /// The share of every disbursement that is due on its day, as an installment of its own. Beside it,
    /// `down_payment` is paid before anything is disbursed.
    #[serde(default)]
    pub down_payment_percent: Option<Percent>,
    /// What is charged beside interest.
    #[serde(default)]
    pub fees: Vec<FeeRule>,
}

impl Terms {
    /// Whether a schedule follows from the terms.
    ///
    /// # Errors
    /// The first fault found; see [`TermsError`].
    pub fn check(&self) -> Result<(), TermsError> {
        Schedule::of(self)?.fees(self).map(drop)
    }

    /// Refuses what daily recalculation of interest has no rule for.
    pub(crate) fn check_recalculation(&self) -> Result<(), TermsError> {
        let conventions = &self.conventions;
        let faults = [
            (self.interest != InterestMethod::Declining, "interest"),
            (conventions.amortization != Amortization::EqualInstallments, "amortization"),
            (conventions.grace != Grace::default(), "grace"),
            (!self.advances.is_empty(), "advances"),
            (self.down_payment_percent.is_some(), "down_payment_percent"),
        ];
        let fault = faults
            .into_iter()
            .find(|(is_fault, _)| *is_fault && !conventions.interest_recalculation.is_none());
        fault.map_or(Ok(()), |(_, field)| Err(TermsError::Recalculation(field)))
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

    /// All due dates in order, as the rhythm has them.
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
        // One step after the start, the rhythm is the start's: 31 Jan, 28 Feb, 31 Mar.
        let follows_start = self.every.nth(self.starts_on, 1) == Ok(self.first_due_on);
        let nth = |n: u16| match follows_start {
            true => self.every.nth(self.starts_on, n + 1),
            false => self.every.nth(self.first_due_on, n),
        };
        match nth(self.installments - 1) {
            Ok(last) if last <= latest => {}
            _ => return Err(TermsError::TermTooLong(latest)),
        }
        (0..self.installments).map(nth).collect()
    }

    /// What is paid out and when, the first at the start, in the order of days.
    ///
    /// # Errors
    /// When there is no principal, or an advance is no amount of this loan.
    pub fn disbursements(&self) -> Result<Vec<(Date, Money)>, TermsError> {
        let is_ours = |amount: Money| amount.is_positive() && amount.currency() == self.currency();
        if let Some(advance) = self.advances.iter().find(|advance| !is_ours(advance.amount)) {
            return Err(TermsError::AdvanceAmount(advance.on, advance.amount));
        }
        if let Some(early) = self.advances.iter().find(|advance| advance.on < self.starts_on) {
            let last = self.due_dates()?.last().copied().unwrap_or(self.first_due_on);
            return Err(TermsError::AdvanceOutsideTerm(early.on, self.starts_on, last));
        }
        let mut disbursements = vec![(self.starts_on, self.principal()?)];
        disbursements.extend(self.advances.iter().map(|advance| (advance.on, advance.amount)));
        disbursements.sort_by_key(|(on, _)| *on);
        Ok(disbursements)
    }

    /// What of a disbursement is due on its day: its share, to the multiple of installments.
    ///
    /// # Errors
    /// When nothing would be left, or the multiple is no amount of this loan.
    pub(crate) fn down_payment_of(&self, disbursed: Money) -> Result<Money, TermsError> {
        let nothing = Money::zero(self.currency());
        let multiple = match self.conventions.installment_multiple {
            Some(multiple) if !multiple.is_positive() || multiple.currency() != self.currency() => {
                return Err(TermsError::Multiple(multiple));
            }
            multiple => multiple.map(Money::minor),
        };
        let Some(percent) = self.down_payment_percent else { return Ok(nothing) };
        let share = nearest_multiple(percent.of(disbursed).minor(), multiple)
            .and_then(|minor| Money::from_minor(minor, self.currency()).ok());
        match share {
            Some(share) if share < disbursed => Ok(share),
            _ => Err(TermsError::DownPaymentPercent(percent, disbursed)),
        }
    }

    /// The periods that due dates of the rhythm make where working days move them.
    ///
    /// # Errors
    /// When a due date has no working day near it, or two meet.
    pub(crate) fn periods(&self, due_dates: &[Date]) -> Result<Vec<Period>, TermsError> {
        let mut from = self.starts_on;
        let period = |day: &Date| {
            let due_on = self.conventions.working_days.due_on(*day)?;
            let period = Period { from, due_on };
            from = due_on;
            // Working days can move two due dates together.
            if period.days() > 0 { Ok(period) } else { Err(TermsError::DueDatesMeet(due_on)) }
        };
        due_dates.iter().map(period).collect()
    }
}
