use money::Money;
use rust_decimal::Decimal;

use super::precision::to_minor;
use super::{Parts, repays_always};
use crate::Terms;

/// Flat interest: principal × rate × the whole term, both spread evenly; the last installment takes the
/// residues. `None` when an intermediate overflows.
pub(super) fn rows(terms: &Terms, principal: Money) -> Option<Vec<Parts>> {
    let interest = whole_interest(terms, principal)?;
    let count = terms.installments;
    let nearest = |amount: i64| to_minor(Decimal::from(amount).checked_div(Decimal::from(count))?);
    let rows =
        spread((principal.minor(), nearest(principal.minor())?), (interest, nearest(interest)?), count);
    if repays_always(&rows) {
        return Some(rows);
    }
    // Many small shares rounded up can leave less than nothing for the last: then all are rounded down.
    let down = |amount: i64| amount.checked_div(i64::from(count));
    Some(spread((principal.minor(), down(principal.minor())?), (interest, down(interest)?), count))
}

/// Multiplied first and divided once, so that only the result is rounded.
fn whole_interest(terms: &Terms, principal: Money) -> Option<i64> {
    let units = u32::from(terms.every.count) * u32::from(terms.installments);
    let yearly = Decimal::from(principal.minor()).checked_mul(terms.annual_rate.fraction())?;
    let whole = yearly.checked_mul(Decimal::from(units))?;
    to_minor(whole.checked_div(Decimal::from(terms.every.unit.per_year()))?)
}

/// Equal shares, each given as (whole, share); the last row takes what is left of both.
fn spread(principal: (i64, i64), interest: (i64, i64), count: u16) -> Vec<Parts> {
    let before_last = i64::from(count) - 1;
    let last = |(whole, share): (i64, i64)| whole - share * before_last;
    let mut rows = vec![Parts { principal: principal.1, interest: interest.1 }; usize::from(count)];
    if let Some(row) = rows.last_mut() {
        *row = Parts { principal: last(principal), interest: last(interest) };
    }
    rows
}
