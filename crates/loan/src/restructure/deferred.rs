use jiff::civil::Date;
use money::{Money, MoneyError};
use rust_decimal::Decimal;

use super::{RestructureError, reckon};
use crate::{Advance, InterestRules, Period, Row, RowKind};

/// Notes what the first rows of a new plan leave out by grace on interest: later rows demand it. `advances` are what is
/// paid out after the first day.
///
/// # Errors
/// When the interest can't be reckoned.
pub(crate) fn note_grace(
    rules: &InterestRules,
    rows: &mut [Row],
    advances: &[Advance],
) -> Result<(), RestructureError> {
    let mut deferred = Money::zero(rules.currency);
    for at in 0..rows.len() {
        let Some(row) = rows.get(at).copied() else { break };
        if row.kind == RowKind::Installment {
            if deferred.is_zero() && !row.due.interest.is_zero() {
                break;
            }
            let own = of_period(rules, rows, advances, Period { from: row.from, due_on: row.due_on })?;
            let waiting = deferred.plus(own)?;
            deferred = waiting.minus(row.due.interest.min(waiting)?)?;
        }
        if let Some(row) = rows.get_mut(at) {
            row.deferred = deferred;
        }
    }
    Ok(())
}

/// The interest of a period, half to even, on what is owed in it as agreed.
fn of_period(
    rules: &InterestRules,
    rows: &[Row],
    advances: &[Advance],
    period: Period,
) -> Result<Money, RestructureError> {
    let inside = |day: &Date| period.from < *day && *day < period.due_on;
    let mut cuts: Vec<Date> = advances.iter().map(|advance| advance.on).filter(inside).collect();
    cuts.extend([period.from, period.due_on]);
    cuts.sort_unstable();
    let mut exact = Decimal::ZERO;
    for (from, to) in cuts.iter().zip(cuts.iter().skip(1)) {
        let bearing = bearing(rules, rows, advances, *from)?;
        exact += reckon::exact(rules, bearing, period, *from, *to)?;
    }
    reckon::money(exact, Money::zero(rules.currency))
}

/// What bears interest from a day on: what was paid out by then and isn't due; of a flat loan, all that was paid out.
fn bearing(
    rules: &InterestRules,
    rows: &[Row],
    advances: &[Advance],
    day: Date,
) -> Result<Money, MoneyError> {
    let mut sum = Money::zero(rules.currency);
    for row in rows.iter().filter(|row| row.due_on > day || reckon::is_flat(rules)) {
        // A down payment is due when its share is paid out: it bears nothing.
        if row.kind == RowKind::Installment || row.due_on > day {
            sum = sum.plus(row.due.principal)?;
        }
    }
    for advance in advances.iter().filter(|advance| advance.on > day) {
        sum = sum.minus(advance.amount)?;
    }
    Ok(if sum.is_negative() { Money::zero(rules.currency) } else { sum })
}
