//! Reschedule: moved due dates, more installments, grace, another amount or rate, from one installment on.

use jiff::civil::Date;
use money::Money;

use super::draft::Draft;
use super::lay::{Bed, Laid};
use super::relay::Relay;
use super::{MidTermGrace, NewPlan, Reschedule, RestructureError, Shift, change_rate, keep, periods};
use crate::terms_error::MAX_INSTALLMENTS;

pub(super) fn apply(draft: &mut Draft<'_>, plan: &Reschedule) -> Result<(), RestructureError> {
    let new = plan.plan.unwrap_or_default();
    if plan.shift.is_none() && new == NewPlan::default() {
        return Err(RestructureError::NoChange);
    }
    let rows = changed(draft, plan.from)?;
    if let Some(shift) = plan.shift {
        move_dates(draft, &rows, shift)?;
    }
    if new == NewPlan::default() {
        return keep::installments(draft, &rows);
    }
    relevel(draft, rows, &new)
}

/// The rows from the named due date on.
fn changed(draft: &Draft<'_>, from: Option<Date>) -> Result<Vec<usize>, RestructureError> {
    let rows = match from {
        None => draft.ahead(),
        Some(from) => {
            let rows = draft.repaying(|row, _| row.due_on >= from);
            match rows.first().map(|at| draft.row(*at)).transpose()? {
                Some(first) if first.due_on == from => rows,
                _ => return Err(RestructureError::NoSuchDueDate(from)),
            }
        }
    };
    if rows.is_empty() { Err(RestructureError::AfterMaturity(draft.on)) } else { Ok(rows) }
}

/// The first due date moves; the others follow it in the loan's rhythm.
pub(super) fn move_dates(
    draft: &mut Draft<'_>,
    rows: &[usize],
    shift: Shift,
) -> Result<(), RestructureError> {
    let Some(first) = rows.first().copied() else { return Ok(()) };
    let period = draft.period(first)?;
    let to = draft.rules.working_days.due_on(shift.to)?;
    if to <= period.from || to == period.due_on {
        return Err(RestructureError::ShiftTo(to, period.from, period.due_on));
    }
    let days = (0_u16..).zip(draft.rows.iter().skip(first));
    let days = days.map(|(n, _)| draft.rules.rhythm().nth(shift.to, n)).collect::<Result<Vec<_>, _>>()?;
    draft.set_periods(first, period.from, &days)
}

fn relevel(draft: &mut Draft<'_>, mut rows: Vec<usize>, new: &NewPlan) -> Result<(), RestructureError> {
    if let Some(rate) = new.rate {
        let first = rows.first().copied().unwrap_or(0);
        let begins = draft.period(first)?.from;
        let from = begins.tomorrow().map_err(|_| crate::TermsError::BeyondCalendar)?;
        change_rate::set(draft, from, rate)?;
    }
    extend(draft, &mut rows, new.extra_installments)?;
    let relay = Relay::take(draft, &rows)?;
    let dates = draft.periods(&rows)?;
    let bed =
        Bed { carried: relay.carried.clone(), ..Bed::new(&draft.rules, &dates, relay.opening, draft.zero()) };
    let laid = match new.installment {
        Some(installment) => of_amount(&bed, installment)?,
        None if new.grace == MidTermGrace::default() => bed.leveled()?,
        None => with_grace(&bed, new.grace)?,
    };
    relay.put(draft, &rows, laid)?;
    let (on, number) = (draft.on, last_used(draft));
    draft.rows.retain(|row| row.number <= number || !row.due.is_zero() || row.due_on <= on);
    Ok(())
}

/// The number of the last row that demands something.
fn last_used(draft: &Draft<'_>) -> u16 {
    draft.rows.iter().filter(|row| !row.due.is_zero()).map(|row| row.number).max().unwrap_or(0)
}

/// Adds rows at the end.
fn extend(draft: &mut Draft<'_>, rows: &mut Vec<usize>, count: u16) -> Result<(), RestructureError> {
    let in_all = draft.rows.len() + usize::from(count);
    if in_all > usize::from(MAX_INSTALLMENTS) {
        return Err(RestructureError::Installments(u32::try_from(in_all).unwrap_or(u32::MAX)));
    }
    let Some(last) = rows.last().copied() else { return Ok(()) };
    let rhythm = draft.rules.rhythm();
    let days = (1..=count).map(|steps| periods::moved(&draft.rows, rhythm, last, steps));
    let days = days.collect::<Result<Vec<_>, _>>()?;
    let added = periods::series(draft.period(last)?.due_on, &days, &draft.rules.working_days)?;
    for (period, day) in added.into_iter().zip(days) {
        rows.push(draft.rows.len());
        draft.push_empty(period, day)?;
    }
    Ok(())
}

/// Installments of a given amount; the last one takes the rest.
fn of_amount(bed: &Bed<'_>, installment: Money) -> Result<Vec<Laid>, RestructureError> {
    let (got, expected) = (installment.currency(), bed.opening.currency());
    if got != expected {
        return Err(RestructureError::Currency(got, expected));
    }
    let rows = bed.of(&vec![installment; bed.periods.len()])?;
    if rows.len() > 1
        && let Some(first) = rows.first().filter(|row| !row.bearing.is_positive())
    {
        return Err(RestructureError::InstallmentTooSmall(installment, first.own));
    }
    Ok(rows)
}

/// No principal in the first rows, no interest due in the first rows; what is left out comes after.
fn with_grace(bed: &Bed<'_>, grace: MidTermGrace) -> Result<Vec<Laid>, RestructureError> {
    let count = bed.periods.len();
    let longest = grace.principal.max(grace.interest);
    if usize::from(longest) >= count {
        return Err(RestructureError::Grace(longest, count));
    }
    let zero = Money::zero(bed.opening.currency());
    let skipped = usize::from(grace.principal);
    let mut rows = Vec::with_capacity(count);
    for (period, carried) in bed.periods.iter().zip(&bed.carried).take(skipped) {
        let own = super::reckon::of_period(bed.rules, bed.opening, *period)?;
        rows.push(Laid { bearing: zero, carried: *carried, own, deferred: zero });
    }
    let rest = Bed {
        periods: bed.periods.get(skipped..).unwrap_or_default(),
        carried: bed.carried.get(skipped..).unwrap_or_default().to_vec(),
        ..bed.clone()
    };
    rows.extend(rest.leveled()?);
    let (mut waiting, mut deferred) = (zero, zero);
    for row in rows.iter_mut().take(usize::from(grace.interest)) {
        waiting = waiting.plus(row.carried)?;
        deferred = deferred.plus(row.own)?;
        (row.carried, row.own, row.deferred) = (zero, zero, deferred);
    }
    if let Some(next) = rows.get_mut(usize::from(grace.interest)) {
        next.carried = next.carried.plus(waiting)?;
        next.own = next.own.plus(deferred)?;
    }
    Ok(rows)
}
