//! The actuarial method of Appendix J to Regulation Z (12 CFR 1026): the unit-period rate *i* that makes
//! Σ advance ÷ ((1 + *f* *i*)(1 + *i*)^*t*) equal Σ payment ÷ ((1 + *f* *i*)(1 + *i*)^*t*), times the unit-periods of
//! a year.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::common_period::{Dates, unit_period};
use super::flow::Signed;
use super::months::{DueDay, months_back};
use super::solve::{Point, root};
use super::unit_periods::between;
use super::{Apr, AprError, Periods, Transaction, UnitPeriod};
use crate::calendar::days_between;
use rust_decimal::MathematicalOps;

/// The term of a transaction in years, at most.
const MAX_YEARS: u16 = 100;

/// The annual percentage rate of dated flows. The term begins with the first advance; without a unit-period the
/// one that (b)(4) prescribes is taken.
///
/// # Errors
/// When the flows are no credit, or no rate exists: see [`AprError`].
pub fn apr(transaction: &Transaction<Date>, unit: Option<UnitPeriod>) -> Result<Apr, AprError> {
    transaction.check()?;
    let start = transaction.start()?;
    let dated = transaction
        .signed(|place, date| if date < start { Err(AprError::BeforeStart(place)) } else { Ok(date) })?;
    let last = dated.iter().map(|flow| flow.at).max().unwrap_or(start);
    if last == start {
        return Err(AprError::NoTime(start));
    }
    let of = |advance: bool| rising(dated.iter().filter(|flow| flow.amount.is_sign_negative() == advance));
    let (advances, payments) = (of(true), of(false));
    let due_day = DueDay::of(start, payments.iter().copied());
    let single = matches!((advances.as_slice(), payments.as_slice()), ([_], [_]));
    let beyond = |place| AprError::TooLate(place, MAX_YEARS);
    let unit = match unit {
        None if single => match term_within_a_year(start, last, due_day) {
            Some(per_year) => {
                let at = |_, date| Ok(Periods { whole: u32::from(date > start), fraction: Decimal::ZERO });
                return solve(transaction.signed(at)?, per_year);
            }
            None => UnitPeriod::Year,
        },
        None => unit_period(&Dates { start, advances: &advances, payments: &payments, due_day })
            .unwrap_or(UnitPeriod::Year),
        Some(unit) => unit,
    };
    let flows = transaction.signed(|place, date| {
        if days_between(start, date) > i64::from(MAX_YEARS) * 366 {
            return Err(beyond(place));
        }
        between(start, date, due_day, unit).ok_or(beyond(place))
    })?;
    solve(flows, unit.per_year())
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
    let starts = |flow: &Signed<Periods>| flow.at.whole == 0 && flow.at.fraction.is_zero();
    if !flows.iter().any(|flow| flow.amount.is_sign_negative() && starts(flow)) {
        return Err(AprError::NoStart);
    }
    solve(flows, unit.per_year())
}

/// The dates of some flows, rising, none twice.
fn rising<'a>(flows: impl Iterator<Item = &'a Signed<Date>>) -> Vec<Date> {
    let mut dates: Vec<Date> = flows.map(|flow| flow.at).collect();
    dates.sort_unstable();
    dates.dedup();
    dates
}

/// The unit-periods of a year when the term is the unit-period (b)(4)(ii), (b)(5)(vi) and (vii): 12 ÷ its months
/// when they are whole, else 365 ÷ its days. `None` when the term is a year or more.
fn term_within_a_year(start: Date, last: Date, due_day: DueDay) -> Option<Decimal> {
    let months = months_back(start, last, due_day).filter(|months| months.whole < 12)?;
    if months.days == 0 {
        return Decimal::from(12).checked_div(Decimal::from(months.whole));
    }
    Decimal::from(365).checked_div(Decimal::from(days_between(start, last)))
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
    let (mut power, mut at) = (Decimal::ONE, 0);
    for flow in flows {
        let Periods { whole, fraction } = flow.at;
        match whole.checked_sub(at)? {
            0 => {}
            1 => power = power.checked_mul(discount)?,
            more => power = power.checked_mul(discount.checked_powu(u64::from(more))?)?,
        }
        at = whole;
        let mut present = flow.amount.checked_mul(power)?;
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
