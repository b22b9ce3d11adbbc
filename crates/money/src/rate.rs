use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The highest annual rate the system takes, in percent. Above it an input is a typing mistake.
const MAX_PERCENT: i64 = 1_000;
/// The most decimals of a rate that are taken: parts per million of a percent.
const MAX_SCALE: u32 = 6;

/// A nominal annual interest rate in percent, `0` to `1000`, at most six decimals.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AnnualRate(Decimal);

/// Why a text is not an annual rate.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not an annual rate in percent: write 0 to {MAX_PERCENT} with at most {MAX_SCALE} decimals, such as \"9.99\""
)]
pub struct RateError(String);

impl AnnualRate {
    /// No interest.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// The rate as a fraction of one: 9.99 % is 0.0999.
    #[must_use]
    pub fn fraction(self) -> Decimal {
        self.0 / Decimal::ONE_HUNDRED
    }

    /// Whether no interest is charged.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }
}

impl FromStr for AnnualRate {
    type Err = RateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = || RateError(text.chars().take(40).collect());
        let plain =
            !text.is_empty() && text.len() <= 16 && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let percent =
            if plain { Decimal::from_str_exact(text).map_err(|_| error())? } else { return Err(error()) };
        if percent > Decimal::from(MAX_PERCENT) || percent.scale() > MAX_SCALE {
            return Err(error());
        }
        Ok(Self(percent.normalize()))
    }
}

impl TryFrom<String> for AnnualRate {
    type Error = RateError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<AnnualRate> for String {
    fn from(rate: AnnualRate) -> Self {
        rate.to_string()
    }
}

impl fmt::Display for AnnualRate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl fmt::Debug for AnnualRate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self} %")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_percent() {
        assert_eq!("9.99".parse::<AnnualRate>().unwrap().fraction(), Decimal::new(999, 4));
        assert_eq!("12.00".parse::<AnnualRate>().unwrap().to_string(), "12");
        assert!("0".parse::<AnnualRate>().unwrap().is_zero());
    }

    #[test]
    fn refuses_the_rest() {
        for text in
            ["", "-1", "1001", "9,99", "1e2", "0.1234567", "NaN", "ten", "99999999999999999999999999999999"]
        {
            assert!(text.parse::<AnnualRate>().is_err(), "{text} was accepted");
        }
    }
}
