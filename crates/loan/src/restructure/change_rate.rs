use jiff::civil::Date;
use money::AnnualRate;

use super::RestructureError;
use super::draft::Draft;
use super::relay::Relay;

/// From a day on another rate; the installments from the one in whose period it begins are leveled anew.
pub(super) fn apply(draft: &mut Draft<'_>, from: Date, rate: AnnualRate) -> Result<(), RestructureError> {
    within_loan(draft, from)?;
    set(draft, from, rate)?;
    let rows = draft.repaying(|row, _| row.due_on >= from);
    if rows.is_empty() {
        return Err(RestructureError::AfterMaturity(from));
    }
    let relay = Relay::take(draft, &rows)?;
    let periods = draft.periods(&rows)?;
    let laid = relay.bed(draft, &rows, &periods)?.leveled()?;
    relay.put(draft, &rows, laid)
}

/// Sets the rate from a day on.
pub(super) fn set(draft: &mut Draft<'_>, from: Date, rate: AnnualRate) -> Result<(), RestructureError> {
    let rates = &mut draft.rules.rates;
    let in_force = rates.iter().rev().find(|(day, _)| *day <= from).or(rates.first()).map(|(_, rate)| *rate);
    let later = rates.iter().any(|(day, _)| *day > from);
    if in_force == Some(rate) && !later {
        return Err(RestructureError::SameRate(from));
    }
    let at = rates.partition_point(|(day, _)| *day < from);
    rates.truncate(at.max(1));
    match rates.first_mut() {
        Some(first) if at == 0 => first.1 = rate,
        _ => rates.push((from, rate)),
    }
    Ok(())
}

/// Refuses a day outside of the loan.
pub(super) fn within_loan(draft: &Draft<'_>, day: Date) -> Result<(), RestructureError> {
    let begins = draft.rows.iter().map(|row| row.from).min().unwrap_or(day);
    let ends = draft.rows.iter().map(|row| row.due_on).max().unwrap_or(day);
    if (begins..=ends).contains(&day) {
        Ok(())
    } else {
        Err(RestructureError::OutsideLoan(day, begins, ends))
    }
}
