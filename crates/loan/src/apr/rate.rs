use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};

/// How many decimals of a percentage are shown.
const DECIMALS: u32 = 6;

/// An annual percentage rate: percent a year. Negative when less is paid than was received.
///
/// Rounded once, half away from zero, to six decimals; neither law asks for more than two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Apr(Decimal);

impl Apr {
    /// From a fraction of one a year, 0.0999 for 9.99 %. `None` beyond what a decimal holds.
    pub(super) fn from_fraction(fraction: Decimal) -> Option<Self> {
        let percent = fraction.checked_mul(Decimal::ONE_HUNDRED)?;
        let rounded = percent.round_dp_with_strategy(DECIMALS, RoundingStrategy::MidpointAwayFromZero);
        // Zero has no sign.
        Some(Self(if rounded.is_zero() { Decimal::ZERO } else { rounded }))
    }

    /// Percent a year, to six decimals.
    #[must_use]
    pub const fn percent(self) -> Decimal {
        self.0
    }

    /// Percent a year to `decimals` decimals, half away from zero: as a notice shows it.
    #[must_use]
    pub fn rounded(self, decimals: u32) -> Decimal {
        self.0.round_dp_with_strategy(decimals.min(DECIMALS), RoundingStrategy::MidpointAwayFromZero)
    }
}

/// Always six decimals, no percent sign: `9.690000`.
impl fmt::Display for Apr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.6}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_decimals_half_up() {
        let shown = |mantissa, scale| Apr::from_fraction(Decimal::new(mantissa, scale)).unwrap().to_string();
        assert_eq!(shown(969, 4), "9.690000");
        assert_eq!(shown(123_456_785, 9), "12.345679");
        assert_eq!(shown(-1, 12), "0.000000");
        assert_eq!(Apr::from_fraction(Decimal::new(11_815, 5)).unwrap().rounded(2), Decimal::new(1182, 2));
        assert_eq!(Apr::from_fraction(Decimal::MAX), None);
    }
}
