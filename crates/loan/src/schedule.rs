use jiff::civil::Date;
use money::{Currency, Money};
use serde::{Deserialize, Serialize};

use crate::bounded;
use crate::{InterestRules, Laid, Period, Terms, TermsError, lay_out};

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
    /// Whether it is the share of a disbursement that is due on its day.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub down_payment: bool,
    /// The day of the rhythm, if it isn't worked and the due date went elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved_from: Option<Date>,
}

impl Installment {
    /// An installment that gets its number later.
    fn laid(((day, period), Laid { principal, interest }): ((&Date, &Period), Laid)) -> Self {
        let due_on = period.due_on;
        let moved_from = Some(*day).filter(|day| *day != due_on);
        Self { number: 0, due_on, principal, interest, down_payment: false, moved_from }
    }

    fn of_down_payment((due_on, principal): (Date, Money)) -> Self {
        let interest = Money::zero(principal.currency());
        Self { number: 0, due_on, principal, interest, down_payment: true, moved_from: None }
    }

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
        terms.check_recalculation()?;
        let mut down_payments = Vec::new();
        let mut financed = Vec::new();
        for (on, disbursed) in terms.disbursements()? {
            let share = terms.down_payment_of(disbursed)?;
            if share.is_positive() {
                down_payments.push((on, share));
            }
            financed.push((on, bounded::minus(disbursed, share)));
        }
        let (rules, days) = (InterestRules::of(terms), terms.due_dates()?);
        let periods = terms.periods(&days)?;
        let opening = financed.first().map_or(Money::zero(terms.currency()), |(_, amount)| *amount);
        let advances = financed.get(1..).unwrap_or_default();
        let laid = lay_out(&rules, &periods, opening, advances, terms.conventions.grace)?;
        let mut installments: Vec<_> = days.iter().zip(&periods).zip(laid).map(Installment::laid).collect();
        installments.extend(down_payments.into_iter().map(Installment::of_down_payment));
        // On one day the installment comes first: the disbursement belongs to what follows.
        installments.sort_by_key(|installment| installment.due_on);
        for (number, installment) in (1..).zip(&mut installments) {
            installment.number = number;
        }
        Self::try_from(Parts { starts_on: terms.starts_on, installments })
            .map_err(|_| TermsError::TotalTooLarge(terms.price))
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
            // A down payment can be due on the day of the start or of the installment before it.
            let later = if installment.down_payment {
                installment.due_on >= before.1
            } else {
                installment.due_on > before.1
            };
            if installment.number.checked_sub(1) != Some(before.0) || !later {
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
