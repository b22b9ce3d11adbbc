//! Re-age: all that is owed moves to a new series of installments. What was paid stays: an installment that is
//! paid in part keeps that part, and what was paid of installments not yet due is kept in one row that ends on
//! the day of the re-age.

use jiff::civil::Date;
use money::Money;

use super::capitalize::Labels;
use super::draft::Draft;
use super::lay::{Bed, Laid};
use super::{ReAge, ReAgeInterest, RestructureError, equal, hold, periods, reckon};
use crate::{Every, InterestBasis, InterestRules, Period, Row};

/// What is owed, taken out of the old plan.
pub(super) struct Gathered {
    pub(super) principal: Money,
    pub(super) capitalized: Money,
    pub(super) credited: Money,
    /// Interest that is owed: carried, of rows that are due, and of the running one up to the day.
    pub(super) carried: Money,
    /// Interest paid before it was earned: new interest is less by it.
    pub(super) prepaid: Money,
    /// The day the new plan's interest begins.
    pub(super) from: Date,
}

pub(super) fn apply(draft: &mut Draft<'_>, plan: &ReAge) -> Result<(), RestructureError> {
    let first_due_on = draft.rules.working_days.due_on(plan.first_due_on)?;
    if first_due_on < draft.on {
        return Err(RestructureError::FirstDuePast(first_due_on, draft.on));
    }
    in_no_holiday(draft)?;
    let days = periods::rhythm(plan.first_due_on, plan.every, plan.installments)?;
    let full = if plan.interest == ReAgeInterest::EqualAmortizationFull {
        Some(equal::to_the_end(draft)?)
    } else {
        None
    };
    let due: Vec<usize> = draft.open_where(|row| row.due_on <= draft.on);
    if plan.interest == ReAgeInterest::Waive {
        due.iter().try_for_each(|at| draft.waive_interest(*at))?;
    }
    let equal = !matches!(plan.interest, ReAgeInterest::Default | ReAgeInterest::Waive);
    let charges = if equal { hold::overdue_charges(draft)? } else { draft.zero() };
    let mut owed = gather(draft)?;
    if plan.interest == ReAgeInterest::Waive {
        owed.carried = draft.zero();
    }
    let first = draft.rows.len();
    let new = periods::series(owed.from, &days, &draft.rules.working_days)?;
    set_rhythm(draft, plan.every);
    let laid = match plan.interest {
        ReAgeInterest::Default | ReAgeInterest::Waive => leveled(draft, &owed, &new, plan)?,
        ReAgeInterest::EqualAmortizationPayable => equal::split(draft, &owed, (owed.carried, charges), &new)?,
        ReAgeInterest::EqualAmortizationFull => {
            let interest = full.unwrap_or(owed.carried);
            owed.carried = interest;
            equal::split(draft, &owed, (interest, charges), &new)?
        }
    };
    let mut labels = Labels { capitalized: owed.capitalized, credited: owed.credited };
    for ((period, day), row) in new.iter().zip(&days).zip(laid) {
        let put = labels.put(row)?;
        draft.push(*period, *day, put)?;
    }
    if equal {
        hold::split_charges(draft, first)?;
    }
    hold::land_charges(draft, first)?;
    hold::collapse(draft, first)
}

/// Due dates follow the new rhythm. Where every period bears the same, so does interest; days are counted as before.
fn set_rhythm(draft: &mut Draft<'_>, every: Every) {
    match draft.rules.basis {
        InterestBasis::SameAsPeriod => draft.rules.every = every,
        InterestBasis::Daily => draft.rules.due_every = Some(every),
    }
}

/// Level installments reckoned over whole periods of the new rhythm, with the interest of the days there are.
fn leveled(
    draft: &Draft<'_>,
    owed: &Gathered,
    new: &[Period],
    plan: &ReAge,
) -> Result<Vec<Laid>, RestructureError> {
    let opening = owed.principal.plus(owed.capitalized)?;
    let carried = owed.carried.plus(owed.credited)?;
    let bed = Bed::new(&draft.rules, new, opening, carried);
    let mut whole = new.to_vec();
    if let Some(first) = whole.first_mut() {
        let due_on = plan.first_due_on;
        *first = Period { from: periods::before(due_on, plan.every)?, due_on };
    }
    let by_rhythm = InterestRules { every: plan.every, ..draft.rules.clone() };
    let level = Bed { rules: &by_rhythm, ..bed.clone() }.level(&whole)?;
    let mut rows = bed.leveled_from(level)?;
    let mut prepaid = owed.prepaid;
    for row in &mut rows {
        let less = prepaid.min(row.own)?;
        row.own = row.own.minus(less)?;
        prepaid = prepaid.minus(less)?;
    }
    Ok(rows)
}

/// Takes all that is open out of the old rows.
fn gather(draft: &mut Draft<'_>) -> Result<Gathered, RestructureError> {
    let zero = draft.zero();
    let running = running(&draft.rows, draft.on);
    let mut owed = Gathered {
        principal: zero,
        capitalized: zero,
        credited: zero,
        carried: zero,
        prepaid: zero,
        from: running.map_or_else(|| maturity(&draft.rows, draft.on), |_| draft.on),
    };
    let ahead = draft.rows.iter().position(|row| row.due_on > draft.on).unwrap_or(draft.rows.len());
    owed.carried = draft.take_deferred(ahead);
    for at in 0..draft.rows.len() {
        let ahead = draft.row(at)?.due_on > draft.on;
        let open = draft.take(at)?;
        owed.principal = owed.principal.plus(open.principal)?;
        owed.credited = owed.credited.plus(open.credited)?;
        owed.carried = owed.carried.plus(open.carried)?;
        if ahead {
            owed.capitalized = owed.capitalized.plus(open.capitalized)?;
            owed.prepaid = owed.prepaid.plus(super::open::own_gone(draft.row(at)?)?)?;
        } else {
            owed.carried = owed.carried.plus(open.capitalized)?.plus(open.own)?;
        }
    }
    if let Some(period) = running {
        let bearing = owed.principal.plus(owed.capitalized)?;
        let accrued = reckon::between(&draft.rules, bearing, period, period.from, draft.on)?;
        let paid = accrued.min(owed.prepaid)?;
        owed.prepaid = owed.prepaid.minus(paid)?;
        owed.carried = owed.carried.plus(accrued.minus(paid)?)?;
    }
    Ok(owed)
}

/// Interest of a holiday that still runs is owed at its end, not before.
fn in_no_holiday(draft: &Draft<'_>) -> Result<(), RestructureError> {
    let next = draft.rows.iter().find(|row| row.due_on > draft.on);
    match next.filter(|row| row.from > draft.on && row.capitalized.is_positive()) {
        Some(row) => Err(RestructureError::InHoliday(row.from)),
        None => Ok(()),
    }
}

/// The period that runs on a day: it began before and its row is due later.
pub(super) fn running(rows: &[Row], on: Date) -> Option<Period> {
    let row = rows.iter().find(|row| row.from <= on && row.due_on > on)?;
    Some(Period { from: row.from, due_on: row.due_on })
}

/// The last due date, at most the day itself.
fn maturity(rows: &[Row], on: Date) -> Date {
    rows.iter().map(|row| row.due_on).filter(|due_on| *due_on <= on).max().unwrap_or(on)
}
