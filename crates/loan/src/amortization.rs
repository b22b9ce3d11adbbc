//! How principal and interest are laid over the installments: one file per method. Everything here counts
//! minor units; nothing knows dates.

mod flat;
mod level;
mod precision;

use money::Money;

use crate::{InterestMethod, Terms, TermsError};

/// Principal and interest of one installment, in minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Parts {
    pub(crate) principal: i64,
    pub(crate) interest: i64,
}

/// The parts of every installment.
///
/// # Errors
/// When an installment would repay no principal, or the interest can't be reckoned.
pub(crate) fn amortize(terms: &Terms, principal: Money) -> Result<Vec<Parts>, TermsError> {
    let rows = match terms.interest {
        InterestMethod::Declining => level::rows(terms, principal),
        InterestMethod::Flat => flat::rows(terms, principal),
    }
    .ok_or(TermsError::RateTooHigh(terms.annual_rate))?;
    if repays_always(&rows) {
        Ok(rows)
    } else {
        Err(TermsError::PrincipalTooSmall(principal, terms.installments))
    }
}

/// Whether every installment repays some principal and none has negative interest.
fn repays_always(rows: &[Parts]) -> bool {
    rows.iter().all(|row| row.principal > 0 && row.interest >= 0)
}
