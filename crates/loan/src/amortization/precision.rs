use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::Terms;

/// The significant digits of every intermediate result (loan servicing reference, 1.2).
const DIGITS: u32 = 19;

/// Rounded half to even to 19 significant digits.
pub(super) fn digits(value: Decimal) -> Option<Decimal> {
    value.round_sf_with_strategy(DIGITS, RoundingStrategy::MidpointNearestEven)
}

/// The product to 19 digits.
pub(super) fn times(a: Decimal, b: Decimal) -> Option<Decimal> {
    a.checked_mul(b).and_then(digits)
}

/// Rounded half to even to whole minor units.
pub(super) fn to_minor(value: Decimal) -> Option<i64> {
    value.round_dp_with_strategy(0, RoundingStrategy::MidpointNearestEven).to_i64()
}

/// The interest rate of one period, the same for all: annual rate × count ÷ units per year.
pub(super) fn period_rate(terms: &Terms) -> Option<Decimal> {
    let fraction =
        digits(Decimal::from(terms.every.count).checked_div(Decimal::from(terms.every.unit.per_year()))?)?;
    times(terms.annual_rate.fraction(), fraction)
}
