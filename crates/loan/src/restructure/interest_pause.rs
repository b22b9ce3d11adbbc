use jiff::civil::Date;

use super::RestructureError;
use super::change_rate::within_loan;
use super::draft::Draft;
use super::keep;
use crate::Days;

/// Days without interest. Every installment stays what it was; less of it is interest, and the last one is lower.
pub(super) fn apply(draft: &mut Draft<'_>, from: Date, through: Date) -> Result<(), RestructureError> {
    if through < from {
        return Err(RestructureError::EmptyPause(from, through));
    }
    within_loan(draft, from)?;
    let met = draft.rules.pauses.iter().find(|days| days.from <= through && from <= days.through);
    if let Some(met) = met {
        return Err(RestructureError::Overlap(met.from, met.through));
    }
    draft.rules.pauses.push(Days { from, through });
    draft.rules.pauses.sort_unstable_by_key(|days| days.from);
    let rows = draft.repaying(|row, _| row.due_on >= from);
    if rows.is_empty() {
        return Err(RestructureError::AfterMaturity(from));
    }
    keep::installments(draft, &rows)
}
