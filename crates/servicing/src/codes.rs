use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The offline codes of a contract's device: how many there were, never what they were.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Codes {
    /// The count of the last code given out; 1 before the first.
    pub count: u32,
    /// The highest count that the device said it had used.
    pub applied: u32,
    /// Until which day they free the phone if they were typed when they were given out.
    pub free_until: Option<Date>,
    /// The day on which the last one was given out.
    pub last_on: Option<Date>,
    /// How many were given out on that day.
    pub on_that_day: u16,
}

impl Codes {
    /// The most codes for one contract on one of its days.
    pub const PER_DAY: u16 = 5;
    /// The most days for which a code may free while nothing says when people will decide.
    pub const OPEN_END_DAYS: u16 = 31;
    /// A device looks this far ahead for a code: no more may wait to be typed.
    pub const REACH: u32 = 64;
}

impl Default for Codes {
    fn default() -> Self {
        Self { count: 1, applied: 1, free_until: None, last_on: None, on_that_day: 0 }
    }
}
