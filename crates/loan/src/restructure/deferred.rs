use money::Money;

use super::{RestructureError, reckon};
use crate::{InterestRules, Period, Row};

/// Notes what the first rows of a new plan leave out by grace on interest: later rows demand it.
///
/// # Errors
/// When the interest can't be reckoned.
pub(crate) fn note_grace(rules: &InterestRules, rows: &mut [Row]) -> Result<(), RestructureError> {
    let zero = Money::zero(rules.currency);
    let mut balance = rows.iter().try_fold(zero, |sum, row| sum.plus(row.due.principal))?;
    let (lent, mut deferred) = (balance, zero);
    for row in rows {
        let period = Period { from: row.from, due_on: row.due_on };
        let base = if reckon::is_flat(rules) { lent } else { balance };
        let own = reckon::of_period(rules, base, period)?;
        if deferred.is_zero() && !row.due.interest.is_zero() {
            break;
        }
        deferred = deferred.plus(own)?.minus(row.due.interest.min(deferred.plus(own)?)?)?;
        row.deferred = deferred;
        balance = balance.minus(row.due.principal)?;
    }
    Ok(())
}
