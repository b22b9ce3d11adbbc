use std::borrow::Cow;
use std::fmt;

use money::{Currency, Money};
use serde::de::{Deserializer, Error, Visitor};
use serde::{Deserialize, Serialize, Serializer};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use crate::Problem;

/// An amount in an answer: plain decimals of the currency named beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Amount(String);

impl From<Money> for Amount {
    fn from(money: Money) -> Self {
        Self(money.to_string())
    }
}

/// Minor units as decimals, also beyond what one [`Money`] holds: sums over a whole portfolio.
pub(crate) fn decimal(minor: i128, currency: Currency) -> Amount {
    Amount(decimal_text(minor, currency))
}

/// The same as a text.
pub(crate) fn decimal_text(minor: i128, currency: Currency) -> String {
    let unit = 10_u128.pow(currency.decimals());
    let (whole, fraction) = (minor.unsigned_abs() / unit, minor.unsigned_abs() % unit);
    let sign = if minor < 0 { "-" } else { "" };
    let width = usize::try_from(currency.decimals()).unwrap_or(0);
    if width == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction:0width$}") }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// An amount in a request, not yet read: its currency stands in another field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AmountText(String);

impl AmountText {
    /// Nothing.
    pub(crate) fn zero() -> Self {
        Self("0".to_owned())
    }

    /// Reads it in its currency.
    pub(crate) fn read(&self, field: &str, currency: Currency) -> Result<Money, Problem> {
        Money::parse(&self.0, currency).map_err(|error| Problem::invalid(field, error.to_string()))
    }
}

impl<'de> Deserialize<'de> for AmountText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;

        impl Visitor<'_> for Text {
            type Value = AmountText;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an amount as a text, such as \"17.01\"")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<AmountText, E> {
                Ok(AmountText(text.to_owned()))
            }
        }

        deserializer.deserialize_str(Text)
    }
}

macro_rules! amount_schema {
    ($name:ident, $pattern:literal) => {
        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                let schema = ObjectBuilder::new().schema_type(Type::String).pattern(Some($pattern));
                let text = "A decimal amount with at most the decimals of the currency named beside it.";
                schema.description(Some(text)).examples(["17.01"]).into()
            }
        }

        impl ToSchema for $name {
            fn name() -> Cow<'static, str> {
                Cow::Borrowed("Amount")
            }
        }
    };
}

amount_schema!(Amount, r"^-?\d+(\.\d+)?$");
amount_schema!(AmountText, r"^-?\d+(\.\d+)?$");

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn both_ways_of_writing_agree(minor in -money::MAX_MINOR..=money::MAX_MINOR, code in prop::sample::select(vec!["USD", "JPY", "KWD"])) {
            let currency = code.parse().unwrap();
            let money = Money::from_minor(minor, currency).unwrap();
            prop_assert_eq!(decimal(minor.into(), currency), Amount::from(money));
        }
    }
}
