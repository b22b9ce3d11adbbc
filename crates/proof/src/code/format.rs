/// How many digits carry the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Length {
    /// Nine digits, three of them for the value.
    #[default]
    Standard,
    /// Twelve digits, six of them for the value.
    Extended,
}

/// Which keys the device has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Keypad {
    /// 0 to 9.
    #[default]
    Full,
    /// 1 to 4 only: two bits a digit.
    Restricted,
}

/// How a token is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Format {
    /// How many digits carry the value.
    pub length: Length,
    /// Which digits there are.
    pub keypad: Keypad,
}

impl Length {
    /// One more than the highest number that the value digits can say.
    pub(super) const fn base(self) -> u64 {
        match self {
            Self::Standard => 1_000,
            Self::Extended => 1_000_000,
        }
    }

    /// The highest value of an instruction that carries one. In a long token it shares its digits with the
    /// instructions that carry none; see [`super::encode`].
    #[must_use]
    pub const fn max_value(self) -> u32 {
        match self {
            Self::Standard => 995,
            Self::Extended => 999_999,
        }
    }

    /// The bits that a token's number has on a restricted keypad, two a digit.
    pub(super) const fn bits(self) -> u32 {
        match self {
            Self::Standard => 30,
            Self::Extended => 40,
        }
    }
}

impl Format {
    /// How many digits a token has: 9, 12, or on a restricted keypad 15, 20.
    #[must_use]
    pub const fn digits(self) -> usize {
        match (self.keypad, self.length) {
            (Keypad::Full, Length::Standard) => 9,
            (Keypad::Full, Length::Extended) => 12,
            (Keypad::Restricted, Length::Standard) => 15,
            (Keypad::Restricted, Length::Extended) => 20,
        }
    }
}
