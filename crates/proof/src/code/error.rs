use super::{Length, MAX_COUNT};

/// Why no token can be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EncodeError {
    /// The value's digits can't say it.
    #[error("the value is too high: a token of this length carries at most {}", .0.max_value())]
    TooHigh(Length),
    /// A long token that sets this value is the token that disables or synchronizes.
    #[error("998 and 999 can't be set with an extended token, where they mean disable and counter sync")]
    Reserved,
    /// The count is out of bounds.
    #[error("the count is too high: at most {MAX_COUNT}")]
    Count,
}

/// Why a token tells the device nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Rejected {
    /// Mistyped, guessed, for another device, or too far ahead.
    #[error("invalid: this token is not for this device and count")]
    Invalid,
    /// It was used, or a newer one made it void.
    #[error("already_used: this token was used before or is too old")]
    AlreadyUsed,
}

/// Why a text is no token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenFormError {
    /// Nothing but spaces.
    #[error("a token has digits")]
    Empty,
    /// Something other than digits and spaces, or a digit that the keypad lacks.
    #[error("a token has only the digits {0}")]
    Character(&'static str),
    /// More digits than any token has.
    #[error("a token has at most {0} digits here")]
    TooLong(usize),
}
