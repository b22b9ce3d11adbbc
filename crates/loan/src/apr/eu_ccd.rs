//! The annual percentage rate of charge of the European Union: the yearly rate *X* that makes Σ drawdown ×
//! (1 + *X*)^−*t* equal Σ payment × (1 + *X*)^−*s*, times in years from the first drawdown. Annex I of Directive
//! 2008/48/EC, kept as Annex III of Directive (EU) 2023/2225; the formula is that of the United Kingdom too.

use jiff::civil::Date;
use rust_decimal::{Decimal, MathematicalOps};

use super::common_period::{Dates, unit_period};
use super::flow::Signed;
use super::months::{DueDay, months_back};
use super::solve::{Point, root};
use super::{Apr, AprError, Interval, Transaction, UnitPeriod, Years};
use crate::calendar::days_between;

/// The term of a credit in years, at most.
const MAX_YEARS: u16 = 100;
/// The force of interest ln(1 + *X*) that is tried, at most: above it a decimal can't hold the rate.
const MAX_FORCE: u8 = 60;

/// The annual percentage rate of charge of dated flows. Without an interval the one that counts the dates without
/// days left over is taken: months, else weeks, else by the rhythm of the payments.
///
/// # Errors
/// When the flows are no credit, or no rate exists: see [`AprError`].
pub fn apr(transaction: &Transaction<Date>, interval: Option<Interval>) -> Result<Apr, AprError> {
    transaction.check()?;
    let start = transaction.start()?;
    let dated = transaction
        .signed(|place, date| if date < start { Err(AprError::BeforeStart(place)) } else { Ok(date) })?;
    if dated.iter().all(|flow| flow.at == start) {
        return Err(AprError::NoTime(start));
    }
    let due_day =
        DueDay::of(start, dated.iter().filter(|flow| flow.amount > Decimal::ZERO).map(|flow| flow.at));
    let interval = interval.unwrap_or_else(|| interval_of(start, &dated, due_day));
    let flows = transaction.signed(|place, date| {
        Years::between(start, date, due_day, interval)
            .filter(|years| years.whole / years.per_year < u32::from(MAX_YEARS))
            .ok_or(AprError::TooLate(place, MAX_YEARS))
    })?;
    solve(flows)
}

/// The annual percentage rate of charge of flows whose years are already counted, the first drawdown at 0.
///
/// # Errors
/// When the flows are no credit, or no rate exists: see [`AprError`].
pub fn apr_at(transaction: &Transaction<Years>) -> Result<Apr, AprError> {
    transaction.check()?;
    let flows = transaction.signed(|place, at| match at.total() {
        Some(years) if years <= Decimal::from(MAX_YEARS) => Ok(at),
        _ => Err(AprError::TooLate(place, MAX_YEARS)),
    })?;
    let starts = |flow: &Signed<Years>| flow.at.whole == 0 && flow.at.rest.is_zero();
    if !flows.iter().any(|flow| flow.amount.is_sign_negative() && starts(flow)) {
        return Err(AprError::NoStart);
    }
    solve(flows)
}

/// What the dates are best counted in.
fn interval_of(start: Date, flows: &[Signed<Date>], due_day: DueDay) -> Interval {
    let later = || flows.iter().map(|flow| flow.at).filter(|&date| date > start);
    if later().all(|date| months_back(start, date, due_day).is_some_and(|months| months.days == 0)) {
        return Interval::Month;
    }
    if later().all(|date| days_between(start, date) % 7 == 0) {
        return Interval::Week;
    }
    let dates = |advance: bool| {
        let of = flows.iter().filter(|flow| flow.amount.is_sign_negative() == advance);
        let mut dates: Vec<Date> = of.map(|flow| flow.at).collect();
        dates.sort_unstable();
        dates.dedup();
        dates
    };
    let (advances, payments) = (dates(true), dates(false));
    if advances.len() + payments.len() <= 2 {
        return Interval::Month;
    }
    match unit_period(&Dates { start, advances: &advances, payments: &payments, due_day }) {
        Some(UnitPeriod::Weeks(_)) => Interval::Week,
        Some(UnitPeriod::Year) => Interval::Year,
        _ => Interval::Month,
    }
}

/// Solves the basic equation for the force of interest ln(1 + *X*), in which every power is an exponential.
fn solve(mut flows: Vec<Signed<Years>>) -> Result<Apr, AprError> {
    flows.sort_by_key(|flow| flow.at.whole);
    let limit = Decimal::from(MAX_FORCE);
    let doubling = || {
        let next = move |force: &Decimal| (*force < limit).then(|| (*force * Decimal::TWO).min(limit));
        std::iter::successors(Some(Decimal::new(1, 2)), next)
    };
    let value = |force| present_value(&flows, force);
    let Some(force) = root(value, doubling(), doubling().map(|force| -force)) else {
        let starts = flows.iter().filter(|flow| flow.at.whole == 0 && flow.at.rest.is_zero());
        let kept: Decimal = starts.map(|flow| flow.amount).sum();
        // Something is owed after the first day, so a rate exists; it is only too high.
        let owed =
            kept < Decimal::ZERO && flows.iter().map(|flow| flow.amount).sum::<Decimal>() > Decimal::ZERO;
        return Err(if owed { AprError::TooHigh } else { AprError::NoRate });
    };
    exp(force).and_then(|growth| Apr::from_fraction(growth - Decimal::ONE)).ok_or(AprError::TooHigh)
}

/// e to the power of `x` to all the digits a decimal has; zero below them.
fn exp(x: Decimal) -> Option<Decimal> {
    if x < -Decimal::from(MAX_FORCE + 5) {
        return Some(Decimal::ZERO);
    }
    x.checked_exp_with_tolerance(Decimal::ZERO)
}

/// The present value of all flows at the force of interest, and its slope. The whole periods of flows that share
/// one are a product, so that a schedule costs one exponential a step. `None` on overflow.
fn present_value(flows: &[Signed<Years>], force: Decimal) -> Option<Point> {
    let (mut value, mut slope) = (Decimal::ZERO, Decimal::ZERO);
    let (mut per_year, mut discount, mut power, mut at) = (0, Decimal::ONE, Decimal::ONE, 0);
    for flow in flows {
        let Years { whole, rest, .. } = flow.at;
        if per_year != flow.at.per_year {
            per_year = flow.at.per_year;
            discount = exp(-force.checked_div(Decimal::from(per_year))?)?;
            (power, at) = (Decimal::ONE, 0);
        }
        match whole.checked_sub(at)? {
            0 => {}
            1 => power = power.checked_mul(discount)?,
            more => power = power.checked_mul(discount.checked_powu(u64::from(more))?)?,
        }
        at = whole;
        let mut present = flow.amount.checked_mul(power)?;
        if !rest.is_zero() {
            present = present.checked_mul(exp(-force.checked_mul(rest)?)?)?;
        }
        value = value.checked_add(present)?;
        slope = slope.checked_sub(present.checked_mul(flow.at.total()?)?)?;
    }
    Some(Point { value, slope })
}
