//! The phone: what it accepts, what it applies, what survives a restart.

mod accept;
mod apply;
mod contact;
mod silence;

use policy::Level;

pub(crate) use accept::Way;

use crate::code::Codes;
use crate::{Day, Receipt, Standing};

/// What the phone knows. All of it is kept over a restart but the last contact, which may be kept later.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Phone {
    /// Whether terms are pinned.
    pub(crate) is_enrolled: bool,
    /// Trusted time.
    pub(crate) time: Day,
    /// The standing in force.
    pub(crate) standing: Option<Standing>,
    /// Whether its warrant passed every check when it came.
    pub(crate) has_right: bool,
    /// The highest number taken; that of the standing in force is lower where an answer went below it.
    pub(crate) seq: u8,
    /// Whether the standing in force was pushed, and the lender has not sent it.
    pub(crate) is_pushed: bool,
    /// Whether it is to be compared with what the lender has under its number.
    pub(crate) doubts: bool,
    pub(crate) is_released: bool,
    /// The level in force.
    pub(crate) level: Level,
    pub(crate) is_silenced: bool,
    /// When a standing last said that nothing was overdue.
    pub(crate) cured_at: Option<Day>,
    pub(crate) contact_at: Day,
    /// The contact that a restart falls back to.
    pub(crate) kept_contact: Day,
    /// Since when the silence notice is on the screen.
    pub(crate) silence_notice_at: Option<Day>,
    /// Receipts that the lender has not got.
    pub(crate) unsent: Vec<Receipt>,
    pub(crate) codes: Codes,
    /// How far the user's clock is ahead.
    pub(crate) clock_ahead: i8,
}

impl Phone {
    /// The level in force.
    #[must_use]
    pub const fn level(&self) -> Level {
        self.level
    }

    /// The number of the standing in force; 0 before the first.
    #[must_use]
    pub fn seq(&self) -> u8 {
        self.standing.as_ref().map_or(self.seq, |standing| standing.seq)
    }

    /// Whether it was released for good.
    #[must_use]
    pub const fn is_released(&self) -> bool {
        self.is_released
    }
}
