//! Equal amortization: principal and interest in equal parts, and no interest after.

use money::{AnnualRate, Money};

use super::draft::Draft;
use super::lay::Laid;
use super::re_age::{Gathered, running};
use super::{RestructureError, reckon};
use crate::Period;

/// Splits what is owed evenly, beside overdue `charges` that are split elsewhere. All rounding is half to even; the last part takes the rest of each, so the total of
/// a row is the share of the total (reference: equal amortization of a re-age).
pub(super) fn split(
    draft: &mut Draft<'_>,
    owed: &Gathered,
    (interest, charges): (Money, Money),
    new: &[Period],
) -> Result<Vec<Laid>, RestructureError> {
    let count = i64::try_from(new.len()).unwrap_or(i64::MAX);
    let bearing = owed.principal.plus(owed.capitalized)?;
    let interest = interest.plus(owed.credited)?.minus(owed.prepaid.min(interest)?)?;
    let share = interest.ratio(1, count)?;
    let total = bearing.plus(interest)?.plus(charges)?.ratio(1, count)?;
    let principal = total.minus(share)?.minus(charges.ratio(1, count)?)?;
    let (mut interest_left, mut bearing_left) = (interest, bearing);
    let mut rows = Vec::with_capacity(new.len());
    for at in 1..=new.len() {
        let last = at == new.len();
        let carried = if last { interest_left } else { share.min(interest_left)? };
        let bearing = if last { bearing_left } else { principal.min(bearing_left)? };
        interest_left = interest_left.minus(carried)?;
        bearing_left = bearing_left.minus(bearing)?;
        rows.push(Laid { bearing, carried, own: draft.zero(), deferred: draft.zero() });
    }
    no_interest_from(draft, owed)?;
    Ok(rows)
}

/// From the first day of the new plan on, the rate is zero.
fn no_interest_from(draft: &mut Draft<'_>, owed: &Gathered) -> Result<(), RestructureError> {
    let first = owed.from.tomorrow().map_err(|_| crate::TermsError::BeyondCalendar)?;
    draft.rules.rates.retain(|(day, _)| *day < first);
    draft.rules.rates.push((first, AnnualRate::ZERO));
    Ok(())
}

/// All interest that the old plan would still ask for: of its rows, and on what is overdue up to the day.
pub(super) fn to_the_end(draft: &Draft<'_>) -> Result<Money, RestructureError> {
    let mut interest = draft.zero();
    let (mut overdue, mut ahead) = (draft.zero(), draft.zero());
    for (at, row) in draft.rows.iter().enumerate() {
        let open = draft.open(at)?;
        interest = interest.plus(open.carried)?.plus(open.capitalized)?.plus(open.own)?;
        if row.due_on <= draft.on {
            overdue = overdue.plus(open.principal)?;
        } else {
            ahead = ahead.plus(open.bearing()?)?;
        }
    }
    let Some(period) = running(&draft.rows, draft.on) else { return Ok(interest) };
    let agreed = reckon::exact(&draft.rules, ahead, period, period.from, period.due_on)?;
    let late = reckon::exact(&draft.rules, overdue, period, period.from, draft.on)?;
    let both = agreed.checked_add(late).ok_or(RestructureError::Interest)?;
    let more = reckon::money(both, interest)?.minus(reckon::money(agreed, interest)?)?;
    Ok(interest.plus(more)?)
}
