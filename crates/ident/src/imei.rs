use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// An International Mobile Equipment Identity: 15 digits, the last a Luhn check digit (3GPP TS 23.003, 6.2.1).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Imei(u64);

/// Why a text is not an IMEI.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImeiError {
    /// Letters or signs.
    #[error("an IMEI has digits only")]
    NotDigits,
    /// 14 digits lack the check digit, 16 are an IMEISV.
    #[error("an IMEI has 15 digits, this has {0}")]
    Length(usize),
    /// The last digit does not match.
    #[error("the IMEI's check digit is {found}, its other digits demand {expected}")]
    CheckDigit {
        /// The last digit as given.
        found: u8,
        /// The last digit as computed.
        expected: u8,
    },
    /// The number of an unprogrammed phone.
    #[error("an IMEI of zeros names no device")]
    AllZeros,
}

impl Imei {
    /// The first 14 digits with the check digit that belongs to them. `None` above 14 digits or for zero.
    #[must_use]
    pub fn from_body(body: u64) -> Option<Self> {
        if body == 0 || body > 99_999_999_999_999 {
            return None;
        }
        Some(Self(body * 10 + u64::from(check_digit(body))))
    }

    /// The 15 digits as a number.
    #[must_use]
    pub const fn as_u64(self) -> u64 {
        self.0
    }
}

/// Luhn over the 14 digits before the check digit.
fn check_digit(body: u64) -> u8 {
    let mut rest = body;
    let mut sum = 0;
    for position in 0..14 {
        let digit = rest % 10;
        rest /= 10;
        // Counted from the right, the digit next to the check digit is doubled.
        let weighted = if position % 2 == 0 { digit * 2 } else { digit };
        sum += weighted / 10 + weighted % 10;
    }
    u8::try_from((10 - sum % 10) % 10).unwrap_or(0)
}

impl FromStr for Imei {
    type Err = ImeiError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(ImeiError::NotDigits);
        }
        if text.len() != 15 {
            return Err(ImeiError::Length(text.len()));
        }
        let number: u64 = text.parse().map_err(|_| ImeiError::NotDigits)?;
        if number == 0 {
            return Err(ImeiError::AllZeros);
        }
        let found = u8::try_from(number % 10).unwrap_or(0);
        let expected = check_digit(number / 10);
        if found != expected {
            return Err(ImeiError::CheckDigit { found, expected });
        }
        Ok(Self(number))
    }
}

impl TryFrom<String> for Imei {
    type Error = ImeiError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Imei> for String {
    fn from(imei: Imei) -> Self {
        imei.to_string()
    }
}

impl fmt::Display for Imei {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:015}", self.0)
    }
}

impl fmt::Debug for Imei {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<C> minicbor::Encode<C> for Imei {
    fn encode<W: minicbor::encode::Write>(
        &self,
        e: &mut minicbor::Encoder<W>,
        _: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        e.u64(self.0)?.ok()
    }
}

impl<'b, C> minicbor::Decode<'b, C> for Imei {
    fn decode(d: &mut minicbor::Decoder<'b>, _: &mut C) -> Result<Self, minicbor::decode::Error> {
        format!("{:015}", d.u64()?).parse().map_err(minicbor::decode::Error::message)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn accepts_a_published_example() {
        assert!("490154203237518".parse::<Imei>().is_ok());
    }

    #[test]
    fn refuses_bad_input() {
        let parse = |text: &str| text.parse::<Imei>().unwrap_err();
        assert_eq!(parse("49015420323751A"), ImeiError::NotDigits);
        assert_eq!(parse(""), ImeiError::NotDigits);
        assert_eq!(parse("49015420323751"), ImeiError::Length(14));
        assert_eq!(parse("4901542032375180"), ImeiError::Length(16));
        assert_eq!(parse("490154203237519"), ImeiError::CheckDigit { found: 9, expected: 8 });
        assert_eq!(parse("000000000000000"), ImeiError::AllZeros);
    }

    proptest! {
        #[test]
        fn a_changed_digit_is_found(body in 1_u64..100_000_000_000_000, at in 0_usize..15, add in 1_u8..10) {
            let good = Imei::from_body(body).unwrap().to_string();
            let mut digits = good.clone().into_bytes();
            digits[at] = b'0' + (digits[at] - b'0' + add) % 10;
            let bad = String::from_utf8(digits).unwrap();
            prop_assert!(good.parse::<Imei>().is_ok() && bad.parse::<Imei>().is_err());
        }
    }
}
