use rust_decimal::Decimal;

use super::leg::Leg;
use super::precision::{digits, over, times, to_minor};

/// The level installment of a balance over some periods, half to even: P × Π g ÷ f(n) with f(1) = 1 and
/// f(k) = 1 + f(k−1) × g(k), where g is one and the period's factor (loan servicing reference, 1.2). Periods of
/// `without` interest, counted from the first, have a g of one.
pub(super) fn level(balance: i64, legs: &[Leg], without: usize) -> Option<i64> {
    let (mut product, mut divisor) = (Decimal::ONE, Decimal::ONE);
    for (number, leg) in legs.iter().enumerate() {
        let growth = if number < without { Decimal::ONE } else { leg.growth };
        product = times(product, growth)?;
        if number > 0 {
            divisor = digits(times(divisor, growth)?.checked_add(Decimal::ONE)?)?;
        }
    }
    to_minor(over(times(product, Decimal::from(balance))?, divisor)?)
}
