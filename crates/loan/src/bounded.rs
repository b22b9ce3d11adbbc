//! Arithmetic on parts of a total that was checked when the whole was built, so it can't leave the range or
//! mix currencies. A breach is a defect of this crate: tests stop at it.

use money::{Currency, Money, MoneyError};

/// The sum of parts of a checked total.
pub(crate) fn sum(currency: Currency, parts: impl IntoIterator<Item = Money>) -> Money {
    checked(Money::sum(currency, parts), currency)
}

/// What is left of a checked total without one of its parts.
pub(crate) fn minus(whole: Money, part: Money) -> Money {
    checked(whole.minus(part), whole.currency())
}

/// A difference of parts of a checked total, in minor units.
pub(crate) fn of_minor(minor: i64, currency: Currency) -> Money {
    checked(Money::from_minor(minor, currency), currency)
}

fn checked(result: Result<Money, MoneyError>, currency: Currency) -> Money {
    debug_assert!(result.is_ok(), "a part exceeds its checked total: {result:?}");
    result.unwrap_or(Money::zero(currency))
}
