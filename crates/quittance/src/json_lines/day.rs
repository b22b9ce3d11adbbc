use std::fmt;

use jiff::civil::Date;
use serde::de::{Deserialize, Deserializer, Error, Visitor};

/// A day as `2024-01-31`; no other way to write one is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Day(pub(crate) Date);

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Reader)
    }
}

struct Reader;

impl Visitor<'_> for Reader {
    type Value = Day;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a day such as \"2024-01-31\"")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Day, E> {
        let day = text.parse::<Date>().ok().filter(|day| day.year() >= 0 && day.to_string() == text);
        day.map(Day).ok_or_else(|| {
            E::custom(format_args!("`{text}` is no day: write year, month and day, such as \"2024-01-31\""))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_way_to_write_a_day() {
        let read = |json: &str| serde_json::from_str::<Day>(json).map(|day| day.0);
        assert_eq!(read("\"2024-02-29\"").unwrap(), jiff::civil::date(2024, 2, 29));
        for wrong in [
            "2023-02-29",
            "20240229",
            "2024-2-9",
            "2024-02-29T10:00",
            "2024-02-29 ",
            "29/02/2024",
            "-002024-02-29",
            "",
        ] {
            let error = read(&format!("\"{wrong}\"")).unwrap_err().to_string();
            assert!(error.starts_with(&format!("`{wrong}` is no day: write year")), "{error}");
        }
        assert!(read("20240229").unwrap_err().to_string().contains("expected a day such as"));
    }
}
