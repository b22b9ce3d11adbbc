//! What a change of the plan would mean, side by side with the plan as it stands. Nothing is changed.

mod bureau;
mod side;

pub use bureau::{Arrangement, BureauClass, BureauEffect};
pub use side::{PlanRates, PlanSide};

use jiff::civil::Date;
use money::Money;

use crate::apr::Dated;
use crate::restructure::{RestructureError, Restructuring, apply};
use crate::{InterestRules, Portions, Row};
use side::Course;

/// A change of the plan, quoted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanQuote {
    /// The day of the quote.
    pub on: Date,
    /// What is asked for.
    pub change: Restructuring,
    /// The plan as it stands.
    pub old: PlanSide,
    /// The plan that would be.
    pub new: PlanSide,
    /// What the borrower would pay more than under the old plan; below zero if less.
    pub extra_cost: Money,
    /// What the lender would give up.
    pub waived: Portions,
    /// Whether it would end a delinquency: something is overdue, and nothing would be.
    pub cures: bool,
    /// What a credit bureau is told before and after.
    pub bureau: BureauEffect,
}

/// The loan that a quote is about.
#[derive(Debug, Clone, Copy)]
pub struct Quoted<'a> {
    /// What interest is reckoned by.
    pub rules: &'a InterestRules,
    /// The plan as it stands.
    pub rows: &'a [Row],
    /// What was lent and when, the first on the day the loan began.
    pub advances: &'a [Dated],
    /// What was paid so far.
    pub payments: &'a [Dated],
    /// The first day of the delinquency that is reported, if there is one.
    pub first_delinquent_on: Option<Date>,
}

impl PlanQuote {
    /// Quotes a change on a day.
    ///
    /// # Errors
    /// When the change would be refused.
    pub fn of(loan: Quoted<'_>, change: &Restructuring, on: Date) -> Result<Self, RestructureError> {
        let changed = apply(loan.rules, loan.rows, change.value_on(on), change)?;
        let course = Course { on, advances: loan.advances, payments: loan.payments };
        let old = PlanSide::of(loan.rows, &course)?;
        let new = PlanSide::of(&changed.rows, &course)?;
        Ok(Self {
            on,
            change: change.clone(),
            extra_cost: new.still_to_pay.minus(old.still_to_pay)?,
            waived: changed.waived,
            cures: old.overdue.is_positive() && new.overdue.is_zero(),
            bureau: BureauEffect::of(&old, &new, change, loan.first_delinquent_on),
            old,
            new,
        })
    }
}
