use std::fmt;
use std::str::FromStr;

use money::Money;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::amortization::precision::to_minor;

/// The most decimals that are taken.
const MAX_SCALE: u32 = 6;

/// A share in percent, `0` to `100`, at most six decimals.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Percent(Decimal);

/// Why a text is not a share in percent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a share in percent: write 0 to 100 with at most {MAX_SCALE} decimals, such as \"2.5\"")]
pub struct PercentError(String);

impl Percent {
    /// The share of an amount, half to even.
    #[must_use]
    pub fn of(self, amount: Money) -> Money {
        let share = Decimal::from(amount.minor()) * self.0 / Decimal::ONE_HUNDRED;
        // A share of an amount is never larger than it.
        to_minor(share)
            .and_then(|minor| Money::from_minor(minor, amount.currency()).ok())
            .unwrap_or(Money::zero(amount.currency()))
    }

    /// Whether it is the whole.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.0 == Decimal::ONE_HUNDRED
    }
}

impl FromStr for Percent {
    type Err = PercentError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let plain = !text.is_empty() && text.len() <= 16;
        let plain = plain && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        let percent = plain.then(|| Decimal::from_str_exact(text).ok()).flatten();
        percent
            .filter(|percent| *percent <= Decimal::ONE_HUNDRED && percent.scale() <= MAX_SCALE)
            .map(|percent| Self(percent.normalize()))
            .ok_or_else(|| PercentError(text.chars().take(40).collect()))
    }
}

impl TryFrom<String> for Percent {
    type Error = PercentError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Percent> for String {
    fn from(percent: Percent) -> Self {
        percent.to_string()
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl fmt::Debug for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self} %")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_half_to_even() {
        let share = |percent: &str, minor| {
            let amount = Money::from_minor(minor, "USD".parse().unwrap()).unwrap();
            percent.parse::<Percent>().unwrap().of(amount).minor()
        };
        assert_eq!(share("25", 100_000), 25_000);
        assert_eq!((share("2.5", 100), share("7.5", 100)), (2, 8));
        assert_eq!((share("0", 100), share("100", 100)), (0, 100));
    }

    #[test]
    fn refuses_the_rest() {
        for text in ["", "-1", "100.1", "0.1234567", "a half", "1e1", "."] {
            assert!(text.parse::<Percent>().is_err(), "{text} was taken");
        }
    }
}
