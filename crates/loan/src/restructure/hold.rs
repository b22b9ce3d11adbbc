//! What becomes of the old rows of a re-aged plan, once nothing is open in them but fees and penalties.

use money::Money;

use super::RestructureError;
use super::draft::Draft;
use crate::{Portion, Row};

/// Unpaid fees and penalties that are due.
pub(super) fn overdue_charges(draft: &Draft<'_>) -> Result<Money, RestructureError> {
    let mut sum = draft.zero();
    for row in draft.rows.iter().filter(|row| row.due_on <= draft.on) {
        sum = sum.plus(row.owed(Portion::Fee)?)?.plus(row.owed(Portion::Penalty)?)?;
    }
    Ok(sum)
}

/// Splits overdue fees and penalties of the rows before `first` evenly over the new rows, half to even; the last one
/// takes the rest.
pub(super) fn split_charges(draft: &mut Draft<'_>, first: usize) -> Result<(), RestructureError> {
    let count = draft.rows.len().saturating_sub(first);
    for portion in [Portion::Fee, Portion::Penalty] {
        let sources: Vec<usize> =
            (0..first).filter(|at| draft.rows.get(*at).is_some_and(|r| r.due_on <= draft.on)).collect();
        let mut left = draft.zero();
        for at in &sources {
            left = left.plus(draft.row(*at)?.owed(portion)?)?;
        }
        let share = left.ratio(1, i64::try_from(count).unwrap_or(i64::MAX))?;
        for to in first..draft.rows.len() {
            let mut part = if to + 1 == draft.rows.len() { left } else { share.min(left)? };
            left = left.minus(part)?;
            for from in &sources {
                let moved = part.min(draft.row(*from)?.owed(portion)?)?;
                part = part.minus(moved)?;
                draft.move_charge(*from, to, portion, moved)?;
            }
        }
    }
    Ok(())
}

/// Moves fees and penalties out of the rows before `first`: overdue ones to the first new row, others to the one
/// in whose period they fall, or the last.
pub(super) fn land_charges(draft: &mut Draft<'_>, first: usize) -> Result<(), RestructureError> {
    let last = draft.rows.len().saturating_sub(1);
    for from in 0..first {
        let row = draft.row(from)?;
        let (due_on, overdue) = (row.due_on, row.due_on <= draft.on);
        if row.owed(Portion::Fee)?.is_positive() || row.owed(Portion::Penalty)?.is_positive() {
            let fits = draft.rows.iter().skip(first).position(|row| overdue || row.due_on >= due_on);
            draft.move_charges(from, fits.map_or(last, |at| first + at))?;
        }
    }
    Ok(())
}

/// Drops the rows before `first` that were due later and hold nothing. What was paid of them before the day is
/// kept in one row that ends on it. New rows are numbered on from what is left.
pub(super) fn collapse(draft: &mut Draft<'_>, first: usize) -> Result<(), RestructureError> {
    let new = draft.rows.split_off(first);
    let (mut kept, ahead): (Vec<Row>, Vec<Row>) =
        draft.rows.drain(..).partition(|row| row.due_on <= draft.on);
    let mut held: Option<Row> = None;
    for row in ahead.into_iter().filter(|row| !row.due.is_zero()) {
        held = Some(match held {
            None => Row { from: row.from.min(draft.on), due_on: draft.on, moved_from: None, ..row },
            Some(mut held) => {
                held.absorb(&row)?;
                held
            }
        });
    }
    kept.extend(held);
    let mut number = kept.iter().map(|row| row.number).max().unwrap_or(0);
    for row in new {
        number = number.saturating_add(1);
        for moved in draft.moved.iter_mut().filter(|moved| moved.to == row.number) {
            moved.to = number;
        }
        kept.push(Row { number, ..row });
    }
    draft.rows = kept;
    Ok(())
}
