use super::Length;

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

const DISABLE: u32 = 998;
const COUNTER_SYNC: u32 = 999;

impl Instruction {
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
