use crate::Day;

/// For how many days a code frees.
pub(crate) const CODE_DAYS: Day = 1;

/// The phone's side of offline codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) struct Codes {
    /// The highest number used.
    pub(crate) used: u8,
    /// Nothing restricts before this day.
    pub(crate) free_until: Day,
}
