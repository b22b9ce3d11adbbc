//! Payment holiday: the next installments are skipped, and all due dates move by as many steps of the rhythm.

use money::Money;

use super::capitalize::Labels;
use super::draft::Draft;
use super::lay::Bed;
use super::open::own_gone;
use super::{HolidayInterest, RestructureError, reckon};
use crate::{Days, Period};

/// The longest holiday, in installments.
const MAX_SKIPPED: u16 = 24;

pub(super) fn apply(
    draft: &mut Draft<'_>,
    installments: u16,
    interest: HolidayInterest,
) -> Result<(), RestructureError> {
    if !(1..=MAX_SKIPPED).contains(&installments) {
        return Err(RestructureError::Holiday(installments, MAX_SKIPPED));
    }
    let rows = draft.ahead();
    let Some(first) = rows.first().copied() else { return Err(RestructureError::AfterMaturity(draft.on)) };
    let skipped = skipped(draft, first, installments)?;
    postpone(draft, first, installments, &skipped)?;
    match interest {
        HolidayInterest::Waived => pause(draft, &skipped),
        HolidayInterest::Carried | HolidayInterest::Compounded => {
            let compound = interest == HolidayInterest::Compounded;
            capitalize(draft, &rows, &skipped, compound)
        }
    }
}

/// The periods of the installments that are skipped.
fn skipped(draft: &Draft<'_>, first: usize, count: u16) -> Result<Vec<Period>, RestructureError> {
    let period = draft.period(first)?;
    let rhythm = draft.rules.rhythm();
    let days = (1..count).map(|steps| super::periods::moved(&draft.rows, rhythm, first, steps));
    let days = days.collect::<Result<Vec<_>, _>>()?;
    let mut periods = vec![period];
    periods.extend(super::periods::series(period.due_on, &days, &draft.rules.working_days)?);
    Ok(periods)
}

/// Moves this and all later rows behind the holiday.
fn postpone(
    draft: &mut Draft<'_>,
    first: usize,
    count: u16,
    skipped: &[Period],
) -> Result<(), RestructureError> {
    let Some(ends) = skipped.last().map(|period| period.due_on) else { return Ok(()) };
    let days = (first..draft.rows.len())
        .map(|at| super::periods::moved(&draft.rows, draft.rules.rhythm(), at, count))
        .collect::<Result<Vec<_>, _>>()?;
    draft.set_periods(first, ends, &days)
}

/// The interest of the holiday is added to what bears interest at its end, and all is leveled anew.
fn capitalize(
    draft: &mut Draft<'_>,
    rows: &[usize],
    skipped: &[Period],
    compound: bool,
) -> Result<(), RestructureError> {
    let zero = draft.zero();
    let (mut opening, mut carried, mut prepaid) = (zero, zero, zero);
    let mut labels = Labels { capitalized: zero, credited: zero };
    carried = carried.plus(rows.first().map_or(zero, |first| draft.take_deferred(*first)))?;
    for at in rows {
        prepaid = prepaid.plus(own_gone(draft.row(*at)?)?)?;
        let open = draft.take(*at)?;
        opening = opening.plus(open.bearing()?)?;
        carried = carried.plus(open.fixed()?)?;
        labels.capitalized = labels.capitalized.plus(open.capitalized)?;
        labels.credited = labels.credited.plus(open.credited)?;
    }
    let added = of_holiday(draft, opening, skipped, compound)?;
    let added = added.minus(prepaid.min(added)?)?;
    labels.capitalized = labels.capitalized.plus(added)?;
    opening = opening.plus(added)?;
    let periods = draft.periods(rows)?;
    let laid = Bed::new(&draft.rules, &periods, opening, carried).leveled()?;
    for (at, row) in rows.iter().zip(laid) {
        let put = labels.put(row)?;
        draft.put_whole(*at, put)?;
    }
    Ok(())
}

fn of_holiday(
    draft: &Draft<'_>,
    opening: Money,
    skipped: &[Period],
    compound: bool,
) -> Result<Money, RestructureError> {
    let mut added = draft.zero();
    for period in skipped {
        let base = if compound { opening.plus(added)? } else { opening };
        added = added.plus(reckon::of_period(&draft.rules, base, *period)?)?;
    }
    Ok(added)
}

/// No interest in the holiday: the installments after it stay what they were.
fn pause(draft: &mut Draft<'_>, skipped: &[Period]) -> Result<(), RestructureError> {
    let ends = skipped.first().zip(skipped.last());
    let Some((first, last)) = ends else { return Ok(()) };
    let from = first.from.tomorrow().map_err(|_| crate::TermsError::BeyondCalendar)?;
    draft.rules.pauses.push(Days { from, through: last.due_on });
    draft.rules.pauses.sort_unstable_by_key(|days| days.from);
    Ok(())
}
