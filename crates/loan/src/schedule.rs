use jiff::civil::Date;
use money::{Currency, Money};
use serde::{Deserialize, Serialize};

use crate::bounded;
use crate::{InterestRules, Laid, Terms, TermsError, lay_out};

/// One installment of a schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Installment {
    /// Its place, from 1.
    pub number: u16,
    /// The last day on which it is paid in time.
    pub due_on: Date,
    /// What it repays: above zero, or zero in grace.
    pub principal: Money,
    /// Its interest, zero or more.
    pub interest: Money,
}

impl Installment {
    /// Principal and interest.
    #[must_use]
    pub fn total(&self) -> Money {
        bounded::sum(self.principal.currency(), [self.principal, self.interest])
    }
}

/// The installments of a loan. Whatever way one is built, it has at least one installment, numbers and due
/// dates rise, amounts share a currency, and the total is within [`money::MAX_MINOR`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Parts", into = "Parts")]
pub struct Schedule {
    starts_on: Date,
    installments: Vec<Installment>,
    principal: Money,
    interest: Money,
    total: Money,
}

/// A stored schedule that isn't one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a schedule: {0}")]
pub struct BrokenSchedule(&'static str);

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Parts {
    starts_on: Date,
    installments: Vec<Installment>,
}

impl Schedule {
    /// The schedule that follows from the terms.
    ///
    /// # Errors
    /// The first fault of the terms.
    pub fn of(terms: &Terms) -> Result<Self, TermsError> {
        let principal = terms.principal()?;
        terms.check_conventions()?;
        let periods = terms.periods()?;
        let advances: Vec<_> = terms.advances.iter().map(|advance| (advance.on, advance.amount)).collect();
        let rules = InterestRules::of(terms);
        let laid = lay_out(&rules, &periods, principal, &advances, terms.conventions.grace)?;
        let installments = (1..)
            .zip(periods.iter().zip(laid))
            .map(|(number, (period, Laid { principal, interest }))| Installment {
                number,
                due_on: period.due_on,
                principal,
                interest,
            })
            .collect();
        Self::try_from(Parts { starts_on: terms.starts_on, installments })
            .map_err(|_| TermsError::TotalTooLarge(principal))
    }

    /// The installments in order.
    #[must_use]
    pub fn installments(&self) -> &[Installment] {
        &self.installments
    }

    /// The day the first period begins.
    #[must_use]
    pub fn starts_on(&self) -> Date {
        self.starts_on
    }

    /// The currency of every amount.
    #[must_use]
    pub fn currency(&self) -> Currency {
        self.total.currency()
    }

    /// What was financed: the principal of all installments.
    #[must_use]
    pub fn principal(&self) -> Money {
        self.principal
    }

    /// The interest of all installments.
    #[must_use]
    pub fn total_interest(&self) -> Money {
        self.interest
    }

    /// All installments: principal and interest.
    #[must_use]
    pub fn total(&self) -> Money {
        self.total
    }
}

impl TryFrom<Parts> for Schedule {
    type Error = BrokenSchedule;

    fn try_from(Parts { starts_on, installments }: Parts) -> Result<Self, Self::Error> {
        let first = installments.first().ok_or(BrokenSchedule("there is no installment"))?;
        let currency = first.principal.currency();
        let mut before = (0, starts_on);
        for installment in &installments {
            if installment.principal.is_negative() || installment.interest.is_negative() {
                return Err(BrokenSchedule("an installment has a negative part"));
            }
            if installment.number.checked_sub(1) != Some(before.0) || installment.due_on <= before.1 {
                return Err(BrokenSchedule("numbers or due dates don't rise"));
            }
            before = (installment.number, installment.due_on);
        }
        let amount = |_| BrokenSchedule("amounts exceed the limit or mix currencies");
        let principal = Money::sum(currency, installments.iter().map(|i| i.principal)).map_err(amount)?;
        let interest = Money::sum(currency, installments.iter().map(|i| i.interest)).map_err(amount)?;
        let total = principal.plus(interest).map_err(amount)?;
        if !principal.is_positive() {
            return Err(BrokenSchedule("no installment repays anything"));
        }
        Ok(Self { starts_on, installments, principal, interest, total })
    }
}

impl From<Schedule> for Parts {
    fn from(schedule: Schedule) -> Self {
        Self { starts_on: schedule.starts_on, installments: schedule.installments }
    }
}
