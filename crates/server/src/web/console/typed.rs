//! What was typed into a form, read field by field: what is wrong is said beside the field it stands in.

use std::str::FromStr;

use jiff::civil::Date;
use money::{Currency, Money};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};

/// A form's fields as they were sent.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(transparent)]
pub(super) struct Typed(Vec<(String, String)>);

/// A field that can't be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wrong {
    /// The field's name.
    pub(super) field: String,
    /// What would be right.
    pub(super) text: String,
}

impl Wrong {
    /// Says it as a sentence.
    pub(super) fn new(field: &str, text: &str) -> Self {
        let mut letters = text.chars();
        let first = letters.next().map(|first| first.to_uppercase().collect::<String>());
        let end = if text.ends_with('.') { "" } else { "." };
        Self {
            field: field.to_owned(),
            text: format!("{}{}{end}", first.unwrap_or_default(), letters.as_str()),
        }
    }
}

impl Typed {
    /// A field's text without the space around it; empty if it was not sent.
    pub(super) fn get(&self, field: &str) -> &str {
        self.0.iter().find(|(name, _)| name == field).map_or("", |(_, value)| value.trim())
    }

    /// The fields that begin so, to be sent again.
    pub(super) fn beginning(&self, start: &str) -> Vec<(String, String)> {
        self.0.iter().filter(|(name, _)| name.starts_with(start)).cloned().collect()
    }

    /// One of the words of a type.
    pub(super) fn word<'a, T: Deserialize<'a>>(&'a self, field: &str) -> Result<T, Wrong> {
        let word: StrDeserializer<'a, Error> = self.get(field).into_deserializer();
        T::deserialize(word).map_err(|_| Wrong::new(field, "Choose one."))
    }

    /// A count of installments.
    pub(super) fn count(&self, field: &str) -> Result<u16, Wrong> {
        let wrong = |_| Wrong::new(field, "Write a whole number, such as 3.");
        self.get(field).parse().map_err(wrong)
    }

    /// A day.
    pub(super) fn day(&self, field: &str) -> Result<Date, Wrong> {
        let wrong = || Wrong::new(field, "Choose a day, as 2026-03-31.");
        let text = self.get(field);
        let day = text.parse::<Date>().ok().filter(|day| day.to_string() == text);
        day.ok_or_else(wrong)
    }

    /// What a type reads from a text.
    pub(super) fn read<T: FromStr<Err: ToString>>(&self, field: &str) -> Result<T, Wrong> {
        self.get(field).parse().map_err(|error: T::Err| Wrong::new(field, &error.to_string()))
    }

    /// An amount; nothing where nothing was typed.
    pub(super) fn amount(&self, field: &str, currency: Currency) -> Result<Money, Wrong> {
        match self.get(field) {
            "" => Ok(Money::zero(currency)),
            text => {
                let amount =
                    Money::parse(text, currency).map_err(|error| Wrong::new(field, &error.to_string()))?;
                if amount.is_negative() { Err(Wrong::new(field, "Write 0 or more.")) } else { Ok(amount) }
            }
        }
    }

    /// A text that a person reads.
    pub(super) fn text(&self, field: &str, most: usize) -> Result<String, Wrong> {
        let text = self.get(field);
        let is_good = !text.is_empty() && text.chars().count() <= most && !text.chars().any(char::is_control);
        let wrong = || Wrong::new(field, &format!("Write 1 to {most} characters in one line."));
        if is_good { Ok(text.to_owned()) } else { Err(wrong()) }
    }
}

#[cfg(test)]
mod tests {
    use loan::returns::Grade;
    use proptest::prelude::*;

    use super::*;

    fn typed(value: &str) -> Typed {
        Typed(vec![("x".to_owned(), value.to_owned())])
    }

    #[test]
    fn each_kind_of_field_is_read_or_named() {
        let usd: Currency = "USD".parse().unwrap();
        assert_eq!(typed(" 3 ").count("x"), Ok(3));
        assert_eq!(typed("2026-02-28").day("x").unwrap().to_string(), "2026-02-28");
        assert_eq!(typed("B").word::<Grade>("x"), Ok(Grade::B));
        assert_eq!(typed("").amount("x", usd), Ok(Money::zero(usd)));
        assert_eq!(typed("17.01").amount("x", usd).unwrap().minor(), 1_701);
        for bad in ["", "-1", "1.5", "70000", "three"] {
            assert_eq!(typed(bad).count("x").unwrap_err().field, "x", "{bad}");
        }
        for bad in ["", "2026-02-29", "tomorrow"] {
            assert!(typed(bad).day("x").is_err(), "{bad}");
        }
        assert!(typed("E").word::<Grade>("x").is_err());
        assert!(typed("1.234").amount("x", usd).is_err());
        assert!(typed("12,5").read::<money::AnnualRate>("x").unwrap_err().text.contains("annual rate"));
        assert!(typed("a\u{7}b").text("x", 10).is_err() && typed("  ").text("x", 10).is_err());
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_read_or_refused(value in ".{0,40}") {
            let form = typed(&value);
            drop((form.day("x"), form.text("x", 10), form.read::<money::AnnualRate>("x"), form.amount("x", "KES".parse().unwrap())));
            prop_assert_eq!(form.count("x").ok(), value.trim().parse::<u16>().ok());
        }
    }
}
