//! The annual percentage rate of charge of the European Union: the yearly rate *X* that makes Σ drawdown ×
//! (1 + *X*)^−*t* equal Σ payment × (1 + *X*)^−*s*, times in years from the first drawdown. Annex I of Directive
//! 2008/48/EC, kept as Annex III of Directive (EU) 2023/2225; the formula is that of the United Kingdom too.

use jiff::civil::Date;
use rust_decimal::{Decimal, MathematicalOps};

use super::common_period::unit_period;
use super::dates::Dates;
use super::discount::Powers;
use super::flow::Signed;
use super::months::months_back;
use super::solve::{Point, root};
use super::{Apr, AprError, Interval, Side, Transaction, UnitPeriod, Years};
use crate::calendar::days_between;

/// The term of a credit in years, at most.
const MAX_YEARS: u16 = 100;
/// The force of interest ln(1 + *X*) that is tried, at most: above it a decimal can't hold the rate.
const MAX_FORCE: u8 = 60;

/// The annual percentage rate of charge of dated flows. Without an interval the one that counts the dates without
/// days left over is taken: months, else weeks, else by the rhythm of the payments. What is paid before the first
/// drawdown, as the charges of a savings contract are, counts with its interest until then.
///
/// # Errors
/// When the flows are no credit, or no rate exists: see [`AprError`].
pub fn apr(transaction: &Transaction<Date>, interval: Option<Interval>) -> Result<Apr, AprError> {
    let dates = Dates::of(transaction)?;
    dates.take_time()?;
    let interval = interval.unwrap_or_else(|| interval_of(&dates));
    let flows = transaction.signed(|place, date| {
        Years::between(dates.start, date, dates.due_day, interval)
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
    let limit = Decimal::from(MAX_YEARS);
    let flows = transaction.signed(|place, at| match at.total() {
        Some(years) if years < Decimal::ZERO && place.0 == Side::Advances => {
            Err(AprError::BeforeStart(place))
        }
        Some(years) if years.abs() <= limit => Ok(at),
        _ => Err(AprError::TooLate(place, MAX_YEARS)),
    })?;
    if !flows.iter().any(|flow| flow.amount.is_sign_negative() && flow.at.is_start()) {
        return Err(AprError::NoStart);
    }
    solve(flows)
}

/// What the dates are best counted in.
fn interval_of(dates: &Dates) -> Interval {
    let whole_months =
        |date| months_back(dates.start, date, dates.due_day).is_some_and(|months| months.days == 0);
    if dates.later().all(whole_months) {
        return Interval::Month;
    }
    if dates.later().all(|date| days_between(dates.start, date) % 7 == 0) {
        return Interval::Week;
    }
    if dates.advances.len() + dates.payments.len() <= 2 {
        return Interval::Month;
    }
    match unit_period(dates) {
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
        let kept: Decimal = flows.iter().filter(|flow| flow.at.is_start()).map(|flow| flow.amount).sum();
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
    let (mut per_year, mut powers) = (0, Powers::of(Decimal::ONE));
    for flow in flows {
        let years = flow.at.total()?;
        let present = if flow.at.before {
            flow.amount.checked_mul(exp(-force.checked_mul(years)?)?)?
        } else {
            if per_year != flow.at.per_year {
                per_year = flow.at.per_year;
                powers = Powers::of(exp(-force.checked_div(Decimal::from(per_year))?)?);
            }
            let whole = flow.amount.checked_mul(powers.to(flow.at.whole)?)?;
            let rest = flow.at.rest;
            if rest.is_zero() { whole } else { whole.checked_mul(exp(-force.checked_mul(rest)?)?)? }
        };
        value = value.checked_add(present)?;
        slope = slope.checked_sub(present.checked_mul(years)?)?;
    }
    Some(Point { value, slope })
}
