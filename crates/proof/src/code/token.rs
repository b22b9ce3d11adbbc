use std::fmt;

use super::{Format, Keypad, Length, TokenFormError};

/// A token: its number and how it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    number: u64,
    format: Format,
}

/// Longer texts are refused before they are looked at.
const MAX_TEXT_BYTES: usize = 64;

impl Token {
    pub(super) const fn new(number: u64, format: Format) -> Self {
        Self { number, format }
    }

    /// What someone typed; spaces and hyphens do not count. Without a length the number of digits decides, and
    /// fewer digits stand for a number that begins with zeros.
    ///
    /// # Errors
    /// Other characters than the keypad's digits, none at all, or too many.
    pub fn parse(text: &str, keypad: Keypad, length: Option<Length>) -> Result<Self, TokenFormError> {
        let longest = Format { keypad, length: length.unwrap_or(Length::Extended) }.digits();
        if text.len() > MAX_TEXT_BYTES {
            return Err(TokenFormError::TooLong(longest));
        }
        let typed = || text.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'-');
        if typed().any(|byte| !keypad.keys().as_bytes().contains(&byte)) {
            return Err(TokenFormError::Character(keypad.keys()));
        }
        let digits = typed().count();
        if digits == 0 {
            return Err(TokenFormError::Empty);
        }
        if digits > longest {
            return Err(TokenFormError::TooLong(longest));
        }
        let standard = Format { keypad, length: Length::Standard };
        let by_digits = if digits <= standard.digits() { Length::Standard } else { Length::Extended };
        let number = typed().fold(0_u64, |number, byte| match keypad {
            Keypad::Full => number * 10 + u64::from(byte - b'0'),
            Keypad::Restricted => number * 4 + u64::from(byte - b'1'),
        });
        Ok(Self { number, format: Format { keypad, length: length.unwrap_or(by_digits) } })
    }

    pub(super) const fn number(self) -> u64 {
        self.number
    }

    /// How it is written.
    #[must_use]
    pub const fn format(self) -> Format {
        self.format
    }

    /// In groups of three, as one reads it aloud.
    #[must_use]
    pub fn grouped(self) -> String {
        let mut grouped = String::new();
        for (place, digit) in self.to_string().chars().enumerate() {
            if place > 0 && place % 3 == 0 {
                grouped.push(' ');
            }
            grouped.push(digit);
        }
        grouped
    }
}

impl Keypad {
    const fn keys(self) -> &'static str {
        match self {
            Self::Full => "0123456789",
            Self::Restricted => "1234",
        }
    }
}

/// All digits, with the zeros in front.
impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.format.keypad {
            Keypad::Full => write!(f, "{:0width$}", self.number, width = self.format.digits()),
            Keypad::Restricted => {
                let pairs = (0..self.format.length.bits()).step_by(2).rev();
                pairs.map(|shift| (self.number >> shift) & 3).try_for_each(|key| write!(f, "{}", key + 1))
            }
        }
    }
}
