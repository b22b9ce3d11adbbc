use std::cmp::Ordering;
use std::fmt;

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

use crate::Currency;

/// The largest amount the system takes, in minor units: 10^15.
///
/// Far above any phone and far below `i64::MAX`, so that a sum over ten thousand installments can't overflow.
pub const MAX_MINOR: i64 = 1_000_000_000_000_000;

/// An amount of one currency in integer minor units (cents, paise, yen). May be negative.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Encode, Decode)]
#[cbor(array)]
pub struct Money {
    #[n(0)]
    minor: i64,
    #[n(1)]
    currency: Currency,
}

/// Why two amounts could not be combined.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Amounts of two currencies are never converted silently.
    #[error("currencies differ: {0} and {1}")]
    CurrencyMismatch(Currency, Currency),
    /// The result is beyond [`MAX_MINOR`].
    #[error("the amount is beyond the limit of {MAX_MINOR} minor units")]
    OutOfRange,
}

impl Money {
    /// An amount of `minor` minor units.
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`] beyond ±[`MAX_MINOR`].
    pub fn from_minor(minor: i64, currency: Currency) -> Result<Self, MoneyError> {
        if minor.unsigned_abs() > MAX_MINOR.unsigned_abs() {
            return Err(MoneyError::OutOfRange);
        }
        Ok(Self { minor, currency })
    }

    /// Nothing, in the given currency.
    #[must_use]
    pub const fn zero(currency: Currency) -> Self {
        Self { minor: 0, currency }
    }

    /// The integer number of minor units.
    #[must_use]
    pub const fn minor(self) -> i64 {
        self.minor
    }

    /// The currency.
    #[must_use]
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// Whether the amount is exactly nothing.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.minor == 0
    }

    /// Whether the amount is above zero.
    #[must_use]
    pub const fn is_positive(self) -> bool {
        self.minor > 0
    }

    /// Whether the amount is below zero.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.minor < 0
    }

    /// The sum.
    ///
    /// # Errors
    /// When the currencies differ or the result is out of range.
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        let sum = self.minor.checked_add(other.minor).ok_or(MoneyError::OutOfRange)?;
        Self::from_minor(sum, self.currency)
    }

    /// The difference.
    ///
    /// # Errors
    /// When the currencies differ or the result is out of range.
    pub fn minus(self, other: Self) -> Result<Self, MoneyError> {
        self.plus(Self { minor: -other.minor, currency: other.currency })
    }

    /// The smaller of the two.
    ///
    /// # Errors
    /// When the currencies differ.
    pub fn min(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        Ok(if self.minor <= other.minor { self } else { other })
    }

    /// The sum of all, nothing for none.
    ///
    /// # Errors
    /// When a currency differs from `currency` or the result is out of range.
    pub fn sum(currency: Currency, amounts: impl IntoIterator<Item = Self>) -> Result<Self, MoneyError> {
        amounts.into_iter().try_fold(Self::zero(currency), Self::plus)
    }

    /// `self × numerator ÷ denominator`, rounded half to even once.
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`] when the result is too large or the denominator is zero.
    pub fn ratio(self, numerator: i64, denominator: i64) -> Result<Self, MoneyError> {
        let product = i128::from(self.minor) * i128::from(numerator);
        let rounded = div_half_even(product, i128::from(denominator)).ok_or(MoneyError::OutOfRange)?;
        let minor = i64::try_from(rounded).map_err(|_| MoneyError::OutOfRange)?;
        Self::from_minor(minor, self.currency)
    }

    fn same_currency(self, other: Self) -> Result<(), MoneyError> {
        if self.currency == other.currency {
            Ok(())
        } else {
            Err(MoneyError::CurrencyMismatch(self.currency, other.currency))
        }
    }
}

/// Amounts of one currency are ordered; of two currencies they are not comparable.
impl PartialOrd for Money {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        (self.currency == other.currency).then(|| self.minor.cmp(&other.minor))
    }
}

/// Integer division, half to even; `None` for a zero denominator.
fn div_half_even(numerator: i128, denominator: i128) -> Option<i128> {
    let quotient = numerator.checked_div_euclid(denominator)?;
    let remainder = numerator.checked_rem_euclid(denominator)?;
    // With a Euclidean remainder the exact value lies `remainder/|denominator|` of a unit beyond `quotient`,
    // upwards for a positive denominator, downwards for a negative one.
    let step = denominator.signum();
    let up = match (remainder * 2).cmp(&denominator.abs()) {
        Ordering::Less => false,
        Ordering::Greater => true,
        Ordering::Equal => quotient % 2 != 0,
    };
    Some(if up { quotient + step } else { quotient })
}

/// The plain decimal, for example `17.01`; no grouping, no symbol.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decimals = self.currency.decimals();
        let unit = 10_u64.pow(decimals);
        let (whole, fraction) = (self.minor.unsigned_abs() / unit, self.minor.unsigned_abs() % unit);
        let sign = if self.minor < 0 { "-" } else { "" };
        if decimals == 0 {
            return write!(f, "{sign}{whole}");
        }
        let width = usize::try_from(decimals).unwrap_or(0);
        write!(f, "{sign}{whole}.{fraction:0width$}")
    }
}

impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self} {}", self.currency)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn usd(minor: i64) -> Money {
        Money::from_minor(minor, "USD".parse().unwrap()).unwrap()
    }

    #[test]
    fn half_goes_to_even() {
        for (minor, num, den, want) in [
            (5, 1, 2, 2),
            (15, 1, 2, 8),
            (-5, 1, 2, -2),
            (-15, 1, 2, -8),
            (7, 1, 3, 2),
            (8, 1, 3, 3),
            (5, 1, -2, -2),
        ] {
            assert_eq!(usd(minor).ratio(num, den).unwrap().minor(), want, "{minor}*{num}/{den}");
        }
        assert_eq!(usd(1).ratio(1, 0), Err(MoneyError::OutOfRange));
    }

    #[test]
    fn currencies_do_not_mix() {
        let yen = Money::from_minor(5, "JPY".parse().unwrap()).unwrap();
        assert!(matches!(usd(5).plus(yen), Err(MoneyError::CurrencyMismatch(..))));
        assert_eq!(usd(5).partial_cmp(&yen), None);
    }

    #[test]
    fn prints_the_currency_s_decimals() {
        assert_eq!(usd(-5).to_string(), "-0.05");
        assert_eq!(Money::from_minor(1500, "JPY".parse().unwrap()).unwrap().to_string(), "1500");
        assert_eq!(Money::from_minor(1500, "KWD".parse().unwrap()).unwrap().to_string(), "1.500");
    }

    proptest! {
        #[test]
        fn ratio_is_within_half_a_unit(minor in -1_000_000_000_i64..1_000_000_000, num in 0_i64..1000, den in 1_i64..1000) {
            let got = i128::from(usd(minor).ratio(num, den).unwrap().minor());
            let error = (got * i128::from(den) - i128::from(minor) * i128::from(num)).abs() * 2;
            prop_assert!(error <= i128::from(den));
        }
    }
}
