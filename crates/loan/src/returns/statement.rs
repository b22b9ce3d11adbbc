use jiff::civil::Date;
use money::{Money, MoneyError};
use serde::{Deserialize, Serialize};

use super::{Credit, Expense, HalfRule, ReturnError};
use crate::PayoffQuote;

/// What a statement is made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnFacts {
    /// What would pay the loan off on the day of the return; unearned interest is already taken off.
    pub payoff: PayoffQuote,
    /// What the item brought or counts for.
    pub proceeds: Money,
    /// What taking it back cost.
    pub expenses: Vec<Expense>,
    /// What the borrower is entitled to besides.
    pub credits: Vec<Credit>,
    /// The most the borrower may owe, where the lender's policy or the law caps it.
    pub cap: Option<HalfRule>,
}

/// How a return ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "amount", rename_all = "snake_case")]
pub enum Outcome {
    /// The lender owes the borrower this, above zero.
    Surplus(Money),
    /// The borrower still owes this, zero or more.
    Deficiency(Money),
}

/// The written explanation of a return, in the order of UCC § 9-616(c).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReturnStatement {
    /// The day as of which everything is reckoned.
    pub as_of: Date,
    /// (1) What was owed, after the rebate.
    pub obligation: Money,
    /// The unearned interest that (1) no longer contains.
    pub rebate: Money,
    /// (2) What the item brought or counts for.
    pub proceeds: Money,
    /// (3) (1) less (2); below zero when the item is worth more than was owed.
    pub after_proceeds: Money,
    /// (4) Expenses by kind.
    pub expenses: Vec<Expense>,
    /// (5) Credits by kind.
    pub credits: Vec<Credit>,
    /// What the cap took off the deficiency; zero without one.
    pub capped: Money,
    /// (6) Surplus or deficiency.
    pub outcome: Outcome,
}

impl ReturnStatement {
    /// The statement that follows from the facts.
    ///
    /// # Errors
    /// When an amount is negative, currencies differ, or an amount leaves the range.
    pub fn of(facts: ReturnFacts) -> Result<Self, ReturnError> {
        let ReturnFacts { payoff, proceeds, expenses, credits, cap } = facts;
        let currency = payoff.total.currency();
        not_negative("the proceeds", proceeds)?;
        expenses.iter().try_for_each(|expense| not_negative(expense.kind.as_str(), expense.amount))?;
        credits.iter().try_for_each(|credit| not_negative(credit.kind.as_str(), credit.amount))?;
        let after_proceeds = payoff.total.minus(proceeds)?;
        let costs = Money::sum(currency, expenses.iter().map(|expense| expense.amount))?;
        let entitled = Money::sum(currency, credits.iter().map(|credit| credit.amount))?;
        let owed = after_proceeds.plus(costs)?.minus(entitled)?;
        let (owed, capped) = capped(owed, cap)?;
        let outcome = if owed.is_negative() {
            Outcome::Surplus(Money::zero(currency).minus(owed)?)
        } else {
            Outcome::Deficiency(owed)
        };
        Ok(Self {
            as_of: payoff.on,
            obligation: payoff.total,
            rebate: payoff.rebate,
            proceeds,
            after_proceeds,
            expenses,
            credits,
            capped,
            outcome,
        })
    }

    /// What the borrower still owes: zero when there is a surplus.
    #[must_use]
    pub fn deficiency(&self) -> Money {
        match self.outcome {
            Outcome::Deficiency(owed) => owed,
            Outcome::Surplus(surplus) => Money::zero(surplus.currency()),
        }
    }

    /// What the lender owes the borrower: zero when there is a deficiency.
    #[must_use]
    pub fn surplus(&self) -> Money {
        match self.outcome {
            Outcome::Surplus(surplus) => surplus,
            Outcome::Deficiency(owed) => Money::zero(owed.currency()),
        }
    }
}

/// What is owed under the cap, and how much the cap took off. A surplus stays as it is.
fn capped(owed: Money, cap: Option<HalfRule>) -> Result<(Money, Money), MoneyError> {
    let Some(rule) = cap else { return Ok((owed, Money::zero(owed.currency()))) };
    let least = owed.min(rule.most()?)?;
    Ok((least, owed.minus(least)?))
}

fn not_negative(what: &'static str, amount: Money) -> Result<(), ReturnError> {
    if amount.is_negative() { Err(ReturnError::Negative(what, amount)) } else { Ok(()) }
}
