use jiff::civil::Date;

use super::RestructureError;
use crate::terms_error::{MAX_EVERY, MAX_INSTALLMENTS};
use crate::{Every, Period, Row, RowKind, TermsError};

/// Periods of a rhythm; the first may be longer or shorter.
pub(super) fn series(
    from: Date,
    first_due_on: Date,
    every: Every,
    count: u16,
) -> Result<Vec<Period>, RestructureError> {
    if !(1..=MAX_EVERY).contains(&every.count) {
        return Err(RestructureError::Every(every.count));
    }
    if !(1..=MAX_INSTALLMENTS).contains(&count) {
        return Err(RestructureError::Installments(u32::from(count)));
    }
    let mut begins = from;
    let mut periods = Vec::with_capacity(usize::from(count));
    for n in 0..count {
        let due_on = every.nth(first_due_on, n)?;
        periods.push(Period { from: begins, due_on });
        begins = due_on;
    }
    Ok(periods)
}

/// One step of the rhythm before a day.
pub(super) fn before(day: Date, every: Every) -> Result<Date, RestructureError> {
    every.before(day).ok_or_else(|| TermsError::BeyondCalendar.into())
}

/// The due date of a row, moved on by steps of the rhythm. The rhythm is that of the earliest row from which it leads
/// to this one, so that a month's end is found again.
pub(super) fn moved(rows: &[Row], every: Every, at: usize, steps: u16) -> Result<Date, RestructureError> {
    let due_on = rows.get(at).map(|row| row.due_on).ok_or(RestructureError::NothingOwed)?;
    for (seed, row) in rows.iter().enumerate().take(at).filter(|(_, row)| row.kind == RowKind::Installment) {
        let between = u16::try_from(at - seed).map_err(|_| TermsError::BeyondCalendar)?;
        if every.nth(row.due_on, between) == Ok(due_on) {
            return Ok(every.nth(row.due_on, between.saturating_add(steps))?);
        }
    }
    Ok(every.nth(due_on, steps)?)
}
