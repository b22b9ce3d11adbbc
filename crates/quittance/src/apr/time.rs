use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::Number;

/// A number of periods or years: text such as `"1.5"`, or a JSON number of any length.
///
/// A time is a quotient more often than not, so a number that a binary fraction holds only nearly is good enough,
/// and digits beyond the twenty-eighth are rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Written")]
pub(super) struct Count(Decimal);

#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "expected a number, or one in quotes such as \"1.5\"")]
enum Written {
    Text(String),
    Number(Number),
}

impl Count {
    pub(super) const fn number(self) -> Decimal {
        self.0
    }
}

impl TryFrom<Written> for Count {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        let text = match written {
            Written::Text(text) => text,
            Written::Number(number) => number.to_string(),
        };
        let number = text.parse().or_else(|_| Decimal::from_scientific(&text));
        let shown = || text.chars().take(40).collect::<String>();
        number
            .map(Self)
            .map_err(|_| format!("`{}` is no number: write digits with a point, such as \"1.5\"", shown()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_any_length() {
        let read = |json| serde_json::from_str::<Count>(json).map(|count| count.number().to_string()).ok();
        assert_eq!(read("\"1.5\"").as_deref(), Some("1.5"));
        assert_eq!(read("0.08333333333333333").as_deref(), Some("0.08333333333333333"));
        assert_eq!(read("12").as_deref(), Some("12"));
        assert_eq!(read("1e-3").as_deref(), Some("0.001"));
        assert!(read("\"0.3333333333333333333333333333333333\"").is_some());
        for wrong in ["\"\"", "\"x\"", "null", "[]", "1e400", "\"NaN\""] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
