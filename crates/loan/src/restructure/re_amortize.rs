//! Re-amortization: what is overdue is spread over the installments that are left.

use money::Money;

use super::capitalize::Labels;
use super::draft::Draft;
use super::lay::{Bed, Laid};
use super::{ReAmortizeInterest, RestructureError};
use crate::{Period, RowKind};

/// What is overdue, taken out of its rows.
struct Overdue {
    principal: Money,
    credited: Money,
    interest: Money,
}

pub(super) fn apply(draft: &mut Draft<'_>, interest: ReAmortizeInterest) -> Result<(), RestructureError> {
    let ahead = draft.ahead();
    let Some(next) = ahead.first().copied() else { return Err(RestructureError::AfterMaturity(draft.on)) };
    let due = draft.open_where(|row| row.due_on <= draft.on && row.kind == RowKind::Installment);
    if interest == ReAmortizeInterest::Waive {
        due.iter().try_for_each(|at| draft.waive_interest(*at))?;
    }
    let overdue = take_overdue(draft, &due, next)?;
    let periods = draft.periods(&ahead)?;
    let mut labels = Labels { capitalized: draft.zero(), credited: overdue.credited };
    let mut opening = overdue.principal;
    let mut carried = overdue.interest.plus(overdue.credited)?.plus(draft.take_deferred(next))?;
    let mut old = Vec::with_capacity(ahead.len());
    for at in &ahead {
        let open = draft.take(*at)?;
        opening = opening.plus(open.bearing()?)?;
        carried = carried.plus(open.fixed()?)?;
        labels.capitalized = labels.capitalized.plus(open.capitalized)?;
        labels.credited = labels.credited.plus(open.credited)?;
        old.push(open.bearing()?);
    }
    let spread = interest == ReAmortizeInterest::EqualAmortization;
    let mut given_up = draft.zero();
    let rows = if draft.rules.rates.iter().all(|(_, rate)| rate.is_zero()) {
        added(draft, &periods, &old, overdue.principal, carried)?
    } else if spread {
        let (rows, left) = evenly(draft, &periods, opening, carried)?;
        given_up = left;
        rows
    } else {
        Bed::new(&draft.rules, &periods, opening, carried).leveled()?
    };
    for (at, row) in ahead.iter().zip(rows) {
        let put = labels.put(row)?;
        draft.put(*at, put)?;
    }
    ahead.last().map_or(Ok(()), |last| draft.give_up_interest(*last, given_up))
}

fn take_overdue(draft: &mut Draft<'_>, due: &[usize], next: usize) -> Result<Overdue, RestructureError> {
    let zero = draft.zero();
    let mut overdue = Overdue { principal: zero, credited: zero, interest: zero };
    for at in due {
        let open = draft.take(*at)?;
        overdue.principal = overdue.principal.plus(open.principal)?;
        overdue.credited = overdue.credited.plus(open.credited)?;
        overdue.interest = overdue.interest.plus(open.carried)?.plus(open.capitalized)?.plus(open.own)?;
        draft.move_charges(*at, next)?;
    }
    Ok(overdue)
}

/// The interest that is due in equal parts beside level installments of the principal. What rounding leaves over is
/// given up and returned; what it would add is not asked for (reference: equal amortization of a re-amortization).
fn evenly(
    draft: &Draft<'_>,
    periods: &[Period],
    opening: Money,
    interest: Money,
) -> Result<(Vec<Laid>, Money), RestructureError> {
    let count = i64::try_from(periods.len()).unwrap_or(i64::MAX);
    let share = interest.ratio(1, count)?;
    let mut left = interest;
    let mut bed = Bed::new(&draft.rules, periods, opening, draft.zero());
    for carried in &mut bed.carried {
        *carried = share.min(left)?;
        left = left.minus(*carried)?;
    }
    let installment = bed.to_multiple(bed.level(periods)?.plus(share)?)?;
    Ok((bed.leveled_from(installment)?, left))
}

/// Without interest each installment grows by an equal part of what is overdue; the last one takes the rest.
fn added(
    draft: &Draft<'_>,
    periods: &[Period],
    old: &[Money],
    overdue: Money,
    carried: Money,
) -> Result<Vec<Laid>, RestructureError> {
    let count = i64::try_from(periods.len()).unwrap_or(i64::MAX);
    let opening = old.iter().try_fold(overdue, |sum, part| sum.plus(*part))?;
    let bed = Bed::new(&draft.rules, periods, opening, carried);
    let share = bed.to_multiple(overdue.ratio(1, count)?)?;
    let shares = old.iter().map(|part| part.plus(share)).collect::<Result<Vec<_>, _>>()?;
    bed.of_principal(&shares)
}
