use jiff::civil::Date;

use super::RestructureError;
use crate::terms_error::{MAX_EVERY, MAX_INSTALLMENTS};
use crate::{Every, Period, Row, RowKind, TermsError, WorkingDays};

/// Periods whose ends are days of a rhythm, or where working days move them; the first may be longer or shorter.
pub(super) fn series(
    from: Date,
    days: &[Date],
    working_days: &WorkingDays,
) -> Result<Vec<Period>, RestructureError> {
    let mut periods = Vec::with_capacity(days.len());
    let mut begins = from;
    for day in days {
        let due_on = working_days.due_on(*day)?;
        // The first may end on the day it begins.
        if due_on < begins || due_on == begins && !periods.is_empty() {
            return Err(TermsError::DueDatesMeet(due_on).into());
        }
        periods.push(Period { from: begins, due_on });
        begins = due_on;
    }
    Ok(periods)
}

/// The days of a new rhythm.
pub(super) fn rhythm(first: Date, every: Every, count: u16) -> Result<Vec<Date>, RestructureError> {
    if !(1..=MAX_EVERY).contains(&every.count) {
        return Err(RestructureError::Every(every.count));
    }
    if !(1..=MAX_INSTALLMENTS).contains(&count) {
        return Err(RestructureError::Installments(u32::from(count)));
    }
    Ok((0..count).map(|n| every.nth(first, n)).collect::<Result<_, _>>()?)
}

/// One step of the rhythm before a day.
pub(super) fn before(day: Date, every: Every) -> Result<Date, RestructureError> {
    every.before(day).ok_or_else(|| TermsError::BeyondCalendar.into())
}

/// The due date of a row as the rhythm has it, moved on by steps. The rhythm is that of the earliest row from which it
/// leads to this one, so that a month's end is found again.
pub(super) fn moved(rows: &[Row], every: Every, at: usize, steps: u16) -> Result<Date, RestructureError> {
    let due_on = rows.get(at).map(Row::rhythm_on).ok_or(RestructureError::NothingOwed)?;
    for (seed, row) in rows.iter().enumerate().take(at).filter(|(_, row)| row.kind == RowKind::Installment) {
        let between = u16::try_from(at - seed).map_err(|_| TermsError::BeyondCalendar)?;
        if every.nth(row.rhythm_on(), between) == Ok(due_on) {
            return Ok(every.nth(row.rhythm_on(), between.saturating_add(steps))?);
        }
    }
    Ok(every.nth(due_on, steps)?)
}
