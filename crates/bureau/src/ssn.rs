use std::fmt;
use std::str::FromStr;

/// A social security number.
#[derive(Clone, PartialEq, Eq)]
pub struct SocialSecurityNumber(String);

/// A text that is no social security number. The text is not shown: it may nearly be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("write nine digits that the Social Security Administration gives out, such as 123-45-6789")]
pub struct BadSsn;

impl SocialSecurityNumber {
    /// The nine digits.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.0
    }
}

impl FromStr for SocialSecurityNumber {
    type Err = BadSsn;

    /// `123-45-6789` or `123456789`. Numbers that are never given out are refused: area 000, 666 and from 900,
    /// group 00, serial 0000.
    fn from_str(text: &str) -> Result<Self, BadSsn> {
        let bytes = text.as_bytes();
        let digits: String = match bytes.len() {
            9 => text.to_owned(),
            11 if bytes.get(3) == Some(&b'-') && bytes.get(6) == Some(&b'-') => text.replace('-', ""),
            _ => return Err(BadSsn),
        };
        if digits.len() != 9 || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
            return Err(BadSsn);
        }
        let part = |range: std::ops::Range<usize>| digits.get(range).unwrap_or_default();
        let is_given = !matches!(part(0..3), "000" | "666") && !digits.starts_with('9');
        if is_given && part(3..5) != "00" && part(5..9) != "0000" { Ok(Self(digits)) } else { Err(BadSsn) }
    }
}

/// Logs show the end alone.
impl fmt::Debug for SocialSecurityNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SocialSecurityNumber(…{})", self.0.get(5..).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_that_are_given_out() {
        for text in ["123-45-6789", "123456789", "899990001"] {
            assert_eq!(text.parse::<SocialSecurityNumber>().unwrap().digits().len(), 9, "{text}");
        }
        for text in [
            "",
            "12345678",
            "1234567890",
            "000-45-6789",
            "666-45-6789",
            "900-45-6789",
            "123-00-6789",
            "123-45-0000",
            "123-456789",
            "12-345-6789",
            "12a456789",
            "１２３４５６７８９",
        ] {
            assert!(text.parse::<SocialSecurityNumber>().is_err(), "{text}");
        }
    }
}
