use jiff::civil::Date;
use money::Money;
use rust_decimal::Decimal;

use super::RestructureError;
use crate::amortization::precision::to_minor;
use crate::{InterestMethod, InterestRules, Period};

/// The interest of a whole period, half to even.
pub(super) fn of_period(
    rules: &InterestRules,
    bearing: Money,
    period: Period,
) -> Result<Money, RestructureError> {
    between(rules, bearing, period, period.from, period.due_on)
}

/// The interest of the days from one to another in a period, half to even.
pub(super) fn between(
    rules: &InterestRules,
    bearing: Money,
    period: Period,
    from: Date,
    to: Date,
) -> Result<Money, RestructureError> {
    money(exact(rules, bearing, period, from, to)?, bearing)
}

/// The same in minor units, before it is rounded.
pub(super) fn exact(
    rules: &InterestRules,
    bearing: Money,
    period: Period,
    from: Date,
    to: Date,
) -> Result<Decimal, RestructureError> {
    if to <= from {
        return Ok(Decimal::ZERO);
    }
    rules.interest(bearing, &period, from, to).ok_or(RestructureError::Interest)
}

/// Minor units rounded half to even, in the currency of `like`.
pub(super) fn money(minor: Decimal, like: Money) -> Result<Money, RestructureError> {
    let minor = to_minor(minor).ok_or(RestructureError::Interest)?;
    Ok(Money::from_minor(minor, like.currency())?)
}

/// The same rules as if nothing were ever paused: installments are leveled by them.
pub(super) fn unpaused(rules: &InterestRules) -> InterestRules {
    InterestRules { pauses: Vec::new(), ..rules.clone() }
}

/// Whether interest is reckoned on the whole principal for the whole term.
pub(super) fn is_flat(rules: &InterestRules) -> bool {
    rules.method == InterestMethod::Flat
}
