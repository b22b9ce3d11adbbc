//! How principal and interest are laid over the periods of a loan, in integer minor units.

mod leg;
mod level;
mod loan;
pub(crate) mod precision;
pub(crate) mod smoothing;
mod targets;
mod walk;

use jiff::civil::Date;
use money::Money;
use serde::{Deserialize, Serialize};

use crate::interest::{InterestRules, Period};
use crate::{Grace, TermsError};
use loan::Loan;

/// What one period repays and bears.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Laid {
    /// Zero or more.
    pub principal: Money,
    /// Zero or more.
    pub interest: Money,
}

/// Lays what is owed at the first period's start, and every advance from its day on, over periods that follow each
/// other: level installments, or equal principal, or flat interest, as the rules say. Every advance makes the
/// installments due after it anew; the last one takes the residue and is smoothed.
///
/// `grace` counts from the first of `periods`.
///
/// # Errors
/// No period; an advance on another day than one of theirs; grace for all of them; amounts that leave an
/// installment without principal or can't be reckoned.
pub fn lay_out(
    rules: &InterestRules,
    periods: &[Period],
    opening: Money,
    advances: &[(Date, Money)],
    grace: Grace,
) -> Result<Vec<Laid>, TermsError> {
    Loan::new(rules, periods, opening, advances, grace)?.laid()
}

/// Like [`lay_out`], with the installment given: it stays as it is and the last one takes the whole residue. What
/// an interest pause makes of a schedule, or an agreed amount. When all is repaid before the end, the rest is zero.
///
/// # Errors
/// As [`lay_out`], but any amount can be laid out.
pub fn lay_out_level(
    rules: &InterestRules,
    periods: &[Period],
    opening: Money,
    advances: &[(Date, Money)],
    grace: Grace,
    installment: Money,
) -> Result<Vec<Laid>, TermsError> {
    Loan::new(rules, periods, opening, advances, grace)?.laid_with(installment)
}

/// The level installment that repays an opening balance over some periods: not smoothed, and no multiple. `None` when
/// it can't be reckoned.
pub(crate) fn level_installment(rules: &InterestRules, periods: &[Period], opening: Money) -> Option<Money> {
    let legs = periods.iter().map(|period| leg::Leg::new(rules, *period, &[])).collect::<Option<Vec<_>>>()?;
    Money::from_minor(level::level(opening.minor(), &legs, 0)?, rules.currency).ok()
}
