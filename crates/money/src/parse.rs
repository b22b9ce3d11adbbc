use crate::{Currency, MAX_MINOR, Money};

/// Why a decimal text is not an amount of the currency.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParseAmountError {
    /// Not of the form `123` or `123.45`.
    #[error("`{0}` is not an amount: write digits with a point, such as \"{1}\"")]
    Malformed(String, String),
    /// More decimals than the currency has; they are never rounded away silently.
    #[error("`{0}` has more decimals than {1} allows: use at most {2}")]
    TooManyDecimals(String, Currency, u32),
    /// Beyond [`MAX_MINOR`].
    #[error("`{0}` is too large: the limit is {1}")]
    TooLarge(String, Money),
}

impl Money {
    /// Reads a plain decimal such as `17.01`: optional minus, digits, optional point and decimals.
    ///
    /// # Errors
    /// Names what is wrong and what would be right; nothing is rounded.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, ParseAmountError> {
        let shown = || text.chars().take(40).collect::<String>();
        let malformed = || ParseAmountError::Malformed(shown(), example(currency));
        let limit = Self::from_minor(MAX_MINOR, currency).unwrap_or_else(|_| Self::zero(currency));
        let too_large = || ParseAmountError::TooLarge(shown(), limit);

        let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, fraction) = match digits.split_once('.') {
            Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
            Some(_) => return Err(malformed()),
            None => (digits, ""),
        };
        let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) {
            return Err(malformed());
        }
        let decimals = usize::try_from(currency.decimals()).unwrap_or(0);
        if fraction.len() > decimals {
            return Err(ParseAmountError::TooManyDecimals(shown(), currency, currency.decimals()));
        }
        let minor: i64 = format!("{whole}{fraction:0<decimals$}").parse().map_err(|_| too_large())?;
        Self::from_minor(if negative { -minor } else { minor }, currency).map_err(|_| too_large())
    }
}

fn example(currency: Currency) -> String {
    Money::from_minor(1701, currency).map(|m| m.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parse(text: &str, code: &str) -> Result<i64, ParseAmountError> {
        Money::parse(text, code.parse().unwrap()).map(Money::minor)
    }

    #[test]
    fn reads_decimals() {
        assert_eq!(parse("17.01", "USD"), Ok(1701));
        assert_eq!(parse("17.1", "USD"), Ok(1710));
        assert_eq!(parse("17", "USD"), Ok(1700));
        assert_eq!(parse("-0.05", "USD"), Ok(-5));
        assert_eq!(parse("1700", "JPY"), Ok(1700));
        assert_eq!(parse("1.5", "KWD"), Ok(1500));
    }

    #[test]
    fn refuses_the_rest() {
        for text in ["", "-", ".5", "5.", "1,5", "1e3", " 1", "+1", "0x1", "NaN", "1.2.3", "--1", "١"] {
            assert!(matches!(parse(text, "USD"), Err(ParseAmountError::Malformed(..))), "{text}");
        }
        assert!(matches!(parse("1.005", "USD"), Err(ParseAmountError::TooManyDecimals(..))));
        assert!(matches!(parse("1.5", "JPY"), Err(ParseAmountError::TooManyDecimals(..))));
        for text in ["1000000000000000000", "99999999999999999999999", "10000000000000.01"] {
            assert!(matches!(parse(text, "USD"), Err(ParseAmountError::TooLarge(..))), "{text}");
        }
    }

    proptest! {
        #[test]
        fn printing_and_parsing_agree(minor in -MAX_MINOR..=MAX_MINOR, code in prop::sample::select(vec!["USD", "JPY", "KWD"])) {
            let money = Money::from_minor(minor, code.parse().unwrap()).unwrap();
            prop_assert_eq!(Money::parse(&money.to_string(), money.currency()), Ok(money));
        }

        #[test]
        fn never_panics(text in "\\PC*") {
            let _ = Money::parse(&text, "USD".parse().unwrap());
        }
    }
}
