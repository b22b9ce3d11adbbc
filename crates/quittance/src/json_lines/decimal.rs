use std::fmt;
use std::str::FromStr as _;

use loan::Percent;
use money::{AnnualRate, Currency, Money};
use rust_decimal::Decimal;
use serde::de::{Deserialize, Deserializer, Error, Unexpected, Visitor};

use super::Fault;

/// How many significant digits a JSON number keeps on its way through a binary fraction.
const EXACT_DIGITS: usize = 15;

/// A decimal as the input wrote it: text such as `"17.01"`, or a plain JSON number of at most fifteen digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DecimalText(String);

impl DecimalText {
    /// As an amount; nothing is rounded.
    pub(crate) fn money(&self, field: &str, currency: Currency) -> Result<Money, Fault> {
        Money::parse(&self.0, currency).map_err(|error| Fault::new(field, error.to_string()))
    }

    /// As an annual rate in percent.
    pub(crate) fn rate(&self, field: &str) -> Result<AnnualRate, Fault> {
        self.0.parse().map_err(|error: money::RateError| Fault::new(field, error.to_string()))
    }

    /// As a share in percent.
    pub(crate) fn percent(&self, field: &str) -> Result<Percent, Fault> {
        self.0.parse().map_err(|error: loan::PercentError| Fault::new(field, error.to_string()))
    }

    /// As any decimal: digits, with a point and a minus if need be.
    pub(crate) fn decimal(&self, field: &str) -> Result<Decimal, Fault> {
        let plain = self.0.bytes().all(|byte| byte.is_ascii_digit() || b".-".contains(&byte));
        plain.then(|| Decimal::from_str_exact(&self.0).ok()).flatten().ok_or_else(|| {
            Fault::new(
                field,
                format!("`{}` is no decimal: write digits with a point, such as \"0.25\"", self.0),
            )
        })
    }
}

impl<'de> Deserialize<'de> for DecimalText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl Visitor<'_> for Reader {
    type Value = DecimalText;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a decimal in quotes, such as \"17.01\"")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<DecimalText, E> {
        Ok(DecimalText(text.to_owned()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<DecimalText, E> {
        Ok(DecimalText(number.to_string()))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<DecimalText, E> {
        Ok(DecimalText(number.to_string()))
    }

    /// The shortest decimal that reads back as the same binary fraction: what was written, if it was short.
    fn visit_f64<E: Error>(self, number: f64) -> Result<DecimalText, E> {
        let text = number.to_string();
        let digits = text.bytes().filter(u8::is_ascii_digit).skip_while(|digit| *digit == b'0').count();
        if digits > EXACT_DIGITS || Decimal::from_str(&text).is_err() {
            return Err(E::invalid_value(Unexpected::Float(number), &self));
        }
        Ok(DecimalText(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<String, serde_json::Error> {
        serde_json::from_str::<DecimalText>(json).map(|decimal| decimal.0)
    }

    #[test]
    fn numbers_are_taken_as_they_are_written() {
        for (json, text) in [
            ("\"17.010\"", "17.010"),
            ("17.01", "17.01"),
            ("100", "100"),
            ("-3", "-3"),
            ("0.1", "0.1"),
            ("123456789012.34", "123456789012.34"),
        ] {
            assert_eq!(read(json).unwrap(), text);
        }
    }

    #[test]
    fn a_number_that_would_be_rounded_is_refused() {
        for json in ["0.1234567890123456", "1e300", "true", "null", "[]"] {
            assert!(read(json).is_err(), "{json} was taken");
        }
    }

    #[test]
    fn what_the_text_must_be_is_said_for_the_field() {
        let usd = "USD".parse().unwrap();
        let fault = |fault: Fault| fault.to_string();
        let text = |text: &str| DecimalText(text.to_owned());
        assert_eq!(text("17.01").money("amount", usd).unwrap().minor(), 1_701);
        assert_eq!(
            text("17.011").money("amount", usd).map_err(fault),
            Err("`amount`: `17.011` has more decimals than USD allows: use at most 2".to_owned())
        );
        assert!(text("seven").rate("annual_rate_percent").unwrap_err().to_string().contains("`seven`"));
        assert_eq!(text("-0.25").decimal("at_years").unwrap(), Decimal::new(-25, 2));
        assert!(text("1e2").decimal("at_years").is_err());
    }
}
