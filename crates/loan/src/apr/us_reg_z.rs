//! The actuarial method of Appendix J to Regulation Z (12 CFR 1026): the unit-period rate *i* that makes
//! Σ advance ÷ ((1 + *f* *i*)(1 + *i*)^*t*) equal Σ payment ÷ ((1 + *f* *i*)(1 + *i*)^*t*), times the unit-periods of
//! a year.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::common_period::unit_period;
use super::dates::Dates;
use super::discount::Powers;
use super::flow::Signed;
use super::months::months_back;
use super::solve::{Point, root};
use super::unit_periods::between;
use super::{Apr, AprError, Periods, Place, Transaction, UnitPeriod};
use crate::calendar::days_between;

/// The term of a transaction in years, at most.
const MAX_YEARS: u16 = 100;

/// The annual percentage rate of dated flows. The term begins with the first advance; without a unit-period the
/// one that (b)(4) prescribes is taken.
///
/// # Errors
/// When the flows are no credit, or no rate exists: see [`AprError`].
pub fn apr(transaction: &Transaction<Date>, unit: Option<UnitPeriod>) -> Result<Apr, AprError> {
    let dates = Dates::of(transaction)?;
    let start = dates.start;
    transaction.signed(|place, date| in_time(start, place, date))?;
    dates.take_time()?;
    let single = matches!((dates.advances.as_slice(), dates.payments.as_slice()), ([_], [_]));
    let unit = match unit {
        Some(unit) => unit,
        None if single => match term_within_a_year(&dates) {
            Some(per_year) => {
                let end = |date| Periods { whole: u32::from(date > start), fraction: Decimal::ZERO };
                return solve(transaction.signed(|_, date| Ok(end(date)))?, per_year);
            }
            None => UnitPeriod::Year,
        },
        None => unit_period(&dates).unwrap_or(UnitPeriod::Year),
    };
    let flows = transaction.signed(|place, date| {
        between(start, date, dates.due_day, unit).ok_or(AprError::TooLate(place, MAX_YEARS))
    })?;
    solve(flows, unit.per_year())
}

/// Refuses a date before the first advance, or too long after it.
fn in_time(start: Date, place: Place, date: Date) -> Result<(), AprError> {
    match days_between(start, date) {
        ..0 => Err(AprError::BeforeStart(place)),
        days if days > i64::from(MAX_YEARS) * 366 => Err(AprError::TooLate(place, MAX_YEARS)),
        _ => Ok(()),
    }
}

/// The annual percentage rate of flows whose unit-periods are already counted, the first advance at 0.
///
/// # Errors
/// When the flows are no credit, or no rate exists: see [`AprError`].
pub fn apr_at(transaction: &Transaction<Periods>, unit: UnitPeriod) -> Result<Apr, AprError> {
    transaction.check()?;
    let limit = unit.per_year() * Decimal::from(MAX_YEARS);
    let flows = transaction.signed(|place, at| {
        if at.fraction < Decimal::ZERO {
            return Err(AprError::BeforeStart(place));
        }
        if Decimal::from(at.whole) > limit || at.fraction > limit {
            return Err(AprError::TooLate(place, MAX_YEARS));
        }
        Ok(at)
    })?;
    if !flows.iter().any(|flow| flow.amount.is_sign_negative() && flow.at.is_start()) {
        return Err(AprError::NoStart);
    }
    solve(flows, unit.per_year())
}

/// The unit-periods of a year when the term is the unit-period (b)(4)(ii), (b)(5)(vi) and (vii): 12 ÷ its months
/// when they are whole, else 365 ÷ its days. `None` when the term is a year or more.
fn term_within_a_year(dates: &Dates) -> Option<Decimal> {
    let last = dates.later().max()?;
    let months = months_back(dates.start, last, dates.due_day).filter(|months| months.whole < 12)?;
    if months.days == 0 {
        return Decimal::from(12).checked_div(Decimal::from(months.whole));
    }
    Decimal::from(365).checked_div(Decimal::from(days_between(dates.start, last)))
}

/// Solves the general equation (b)(8).
fn solve(mut flows: Vec<Signed<Periods>>, per_year: Decimal) -> Result<Apr, AprError> {
    flows.sort_by_key(|flow| flow.at.whole);
    let doubling =
        std::iter::successors(Some(Decimal::new(1, 2)), |rate| rate.checked_mul(Decimal::TWO)).take(60);
    // 1 − 1/2, 1 − 1/4, … of everything lost in a unit-period.
    let halving =
        std::iter::successors(Some(Decimal::new(5, 1)), |left| left.checked_div(Decimal::TWO)).take(24);
    let rate = root(|rate| present_value(&flows, rate), doubling, halving.map(|left| left - Decimal::ONE))
        .ok_or(AprError::NoRate)?;
    rate.checked_mul(per_year).and_then(Apr::from_fraction).ok_or(AprError::TooHigh)
}

/// The present value of all flows, which must rise in time, at the unit-period rate, and its slope. `None` on
/// overflow.
fn present_value(flows: &[Signed<Periods>], rate: Decimal) -> Option<Point> {
    let growth = Decimal::ONE.checked_add(rate)?;
    let discount = Decimal::ONE.checked_div(growth)?;
    let (mut value, mut slope) = (Decimal::ZERO, Decimal::ZERO);
    let mut powers = Powers::of(discount);
    for flow in flows {
        let Periods { whole, fraction } = flow.at;
        let mut present = flow.amount.checked_mul(powers.to(whole)?)?;
        let mut bends = Decimal::from(whole).checked_mul(discount)?;
        if !fraction.is_zero() {
            let odd = fraction.checked_mul(rate)?.checked_add(Decimal::ONE)?;
            present = present.checked_div(odd)?;
            bends = bends.checked_add(fraction.checked_div(odd)?)?;
        }
        value = value.checked_add(present)?;
        slope = slope.checked_sub(present.checked_mul(bends)?)?;
    }
    Some(Point { value, slope })
}
