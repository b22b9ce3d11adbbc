//! Partial forgiveness: oldest first; principal that isn't due yet is leveled anew.

use money::Money;

use super::draft::Draft;
use super::lay::Bed;
use super::relay::Relay;
use super::{Forgiven, RestructureError};
use crate::Portion;

pub(super) fn apply(draft: &mut Draft<'_>, forgiven: &Forgiven) -> Result<(), RestructureError> {
    let parts = [
        (Portion::Penalty, forgiven.penalty),
        (Portion::Fee, forgiven.fee),
        (Portion::Interest, forgiven.interest),
        (Portion::Principal, forgiven.principal),
    ];
    for (portion, amount) in parts {
        check(draft, portion, amount)?;
    }
    if parts.iter().all(|(_, amount)| amount.is_zero()) {
        return Err(RestructureError::ForgivesNothing("amount", draft.zero()));
    }
    for (portion, amount) in parts {
        let left = waive(draft, portion, amount)?;
        if portion == Portion::Principal && left.is_positive() {
            relevel(draft, left)?;
        }
    }
    Ok(())
}

fn check(draft: &Draft<'_>, portion: Portion, amount: Money) -> Result<(), RestructureError> {
    if amount.currency() != draft.rules.currency {
        return Err(RestructureError::Currency(amount.currency(), draft.rules.currency));
    }
    if amount.is_negative() {
        return Err(RestructureError::ForgivesNothing(portion.as_str(), amount));
    }
    // Interest that isn't due was not earned: a lower rate or a pause gives that up.
    let rows = draft.rows.iter().filter(|row| portion != Portion::Interest || row.due_on <= draft.on);
    let owed = rows.map(|row| row.owed(portion)).try_fold(draft.zero(), |sum, owed| sum.plus(owed?))?;
    if amount > owed {
        return Err(RestructureError::ForgivesTooMuch(portion.as_str(), amount, owed));
    }
    Ok(())
}

/// Gives up an amount of a portion, oldest row first; of principal only what is due. Returns what is left to give.
fn waive(draft: &mut Draft<'_>, portion: Portion, amount: Money) -> Result<Money, RestructureError> {
    let mut left = amount;
    for row in &mut draft.rows {
        if portion == Portion::Principal && row.due_on > draft.on {
            continue;
        }
        let given = left.min(row.owed(portion)?)?;
        row.waived.add(portion, given)?;
        left = left.minus(given)?;
    }
    draft.waived.add(portion, amount.minus(left)?)?;
    Ok(left)
}

/// Takes an amount off the principal that isn't due: the first rows keep it as waived, the rest is leveled anew.
fn relevel(draft: &mut Draft<'_>, amount: Money) -> Result<(), RestructureError> {
    let rows = draft.ahead();
    let mut relay = Relay::take(draft, &rows)?;
    relay.forgive(amount)?;
    let mut left = amount;
    for (at, share) in rows.iter().zip(relay.shares.clone()) {
        let given = left.min(share)?;
        let row = draft.rows.get_mut(*at).ok_or(RestructureError::NothingOwed)?;
        row.due.principal = row.due.principal.plus(given)?;
        row.waived.principal = row.waived.principal.plus(given)?;
        left = left.minus(given)?;
    }
    draft.waived.principal = draft.waived.principal.plus(amount)?;
    let periods = draft.periods(&rows)?;
    let bed = Bed {
        carried: relay.carried.clone(),
        ..Bed::new(&draft.rules, &periods, relay.opening, draft.zero())
    };
    let laid = bed.leveled()?;
    relay.put(draft, &rows, laid)
}
