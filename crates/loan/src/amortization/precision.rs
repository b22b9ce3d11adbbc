use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

/// The significant digits of every intermediate result (loan servicing reference, 1.2).
pub(crate) const DIGITS: u32 = 19;

/// Rounded half to even to 19 significant digits.
pub(crate) fn digits(value: Decimal) -> Option<Decimal> {
    let Some(magnitude) = value.mantissa().unsigned_abs().checked_ilog10() else {
        return Some(Decimal::ZERO);
    };
    let surplus = (magnitude + 1).saturating_sub(DIGITS);
    if surplus == 0 {
        return Some(value);
    }
    match value.scale().checked_sub(surplus) {
        Some(scale) => Some(value.round_dp_with_strategy(scale, RoundingStrategy::MidpointNearestEven)),
        None => value.round_sf_with_strategy(DIGITS, RoundingStrategy::MidpointNearestEven),
    }
}

/// The product to 19 digits.
pub(crate) fn times(a: Decimal, b: Decimal) -> Option<Decimal> {
    a.checked_mul(b).and_then(digits)
}

/// The quotient to 19 digits.
pub(crate) fn over(a: Decimal, b: Decimal) -> Option<Decimal> {
    a.checked_div(b).and_then(digits)
}

/// Rounded half to even to whole minor units.
pub(crate) fn to_minor(value: Decimal) -> Option<i64> {
    value.round_dp_with_strategy(0, RoundingStrategy::MidpointNearestEven).to_i64()
}

/// An amount divided by a count, half to even.
pub(super) fn nearest(minor: i64, parts: usize) -> Option<i64> {
    to_minor(over(Decimal::from(minor), Decimal::from(parts))?)
}

/// The nearest multiple, half to even; the amount itself if that is nothing.
pub(crate) fn nearest_multiple(minor: i64, multiple: Option<i64>) -> Option<i64> {
    let Some(multiple) = multiple else { return Some(minor) };
    let count = to_minor(Decimal::from(minor).checked_div(Decimal::from(multiple))?)?;
    Some(if count == 0 { minor } else { count.checked_mul(multiple)? })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn nineteen_digits_half_to_even() {
        for (exact, rounded) in [
            ("0.001234567890123456789", "0.001234567890123456789"),
            ("0.0012345678901234567895", "0.00123456789012345679"),
            ("0.0012345678901234567885", "0.001234567890123456788"),
            ("1.0001234567890123456789", "1.000123456789012346"),
            ("12345678901234567895", "12345678901234567900"),
            ("0", "0"),
        ] {
            assert_eq!(digits(decimal(exact)), Some(decimal(rounded)), "{exact}");
        }
    }

    #[test]
    fn a_multiple_is_never_nothing() {
        assert_eq!(nearest_multiple(1_701, Some(500)), Some(1_500));
        assert_eq!(nearest_multiple(1_750, Some(500)), Some(2_000));
        assert_eq!(nearest_multiple(1_701, Some(5_000)), Some(1_701));
    }

    proptest! {
        #[test]
        fn rounds_as_the_library_does(mantissa in any::<i64>(), factor in any::<u32>(), scale in 0_u32..28) {
            let value = Decimal::try_from_i128_with_scale(i128::from(mantissa) * i128::from(factor), scale);
            prop_assume!(value.is_ok());
            let value = value.unwrap();
            let library = value.round_sf_with_strategy(DIGITS, RoundingStrategy::MidpointNearestEven);
            prop_assert_eq!(digits(value), library);
        }
    }
}
