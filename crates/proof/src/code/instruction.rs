use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

use super::Length;

/// The kinds of instructions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Encode, Decode)]
#[serde(rename_all = "snake_case")]
#[cbor(index_only)]
pub enum InstructionKind {
    /// More time.
    #[n(0)]
    AddTime,
    /// Another time.
    #[n(1)]
    SetTime,
    /// Free for good.
    #[n(2)]
    #[serde(rename = "disable_payg")]
    Disable,
    /// The count alone.
    #[n(3)]
    CounterSync,
}

impl InstructionKind {
    /// The word used on the command line, in the API, pages and the store.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AddTime => "add_time",
            Self::SetTime => "set_time",
            Self::Disable => "disable_payg",
            Self::CounterSync => "counter_sync",
        }
    }
}

/// What a token tells the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Instruction {
    /// So many units of time more.
    AddTime(u32),
    /// Exactly so many units from now; tokens from before count no more.
    SetTime(u32),
    /// Free for good.
    Disable,
    /// Nothing but the count: device and lender agree again.
    CounterSync,
}

/// The values from here to 999 that a short token carries stand for no time.
pub const RESERVED_FROM: u32 = 996;
const DISABLE: u32 = 998;
const COUNTER_SYNC: u32 = 999;

impl Instruction {
    /// Which kind it is.
    #[must_use]
    pub const fn kind(self) -> InstructionKind {
        match self {
            Self::AddTime(_) => InstructionKind::AddTime,
            Self::SetTime(_) => InstructionKind::SetTime,
            Self::Disable => InstructionKind::Disable,
            Self::CounterSync => InstructionKind::CounterSync,
        }
    }

    /// The number that stands for it in the value's digits.
    #[must_use]
    pub const fn value(self) -> u32 {
        match self {
            Self::AddTime(value) | Self::SetTime(value) => value,
            Self::Disable => DISABLE,
            Self::CounterSync => COUNTER_SYNC,
        }
    }

    /// Even counts add time, odd ones carry everything else.
    pub(super) const fn is_odd(self) -> bool {
        !matches!(self, Self::AddTime(_))
    }

    /// What a token with this value at this count says.
    pub(super) const fn read(value: u32, count: u32) -> Self {
        match (count % 2, value) {
            (0, _) => Self::AddTime(value),
            (_, DISABLE) => Self::Disable,
            (_, COUNTER_SYNC) => Self::CounterSync,
            _ => Self::SetTime(value),
        }
    }

    /// Whether a token of this length says this and nothing else.
    pub(super) const fn fits(self, length: Length) -> bool {
        match self {
            Self::AddTime(value) => value <= length.max_value(),
            Self::SetTime(value) => value <= length.max_value() && value != DISABLE && value != COUNTER_SYNC,
            Self::Disable | Self::CounterSync => true,
        }
    }
}
