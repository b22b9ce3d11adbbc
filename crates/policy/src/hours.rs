use jiff::civil::Weekday;
use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

/// The local hours in which a level may rise. A level may fall at any time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Encode, Decode)]
#[serde(deny_unknown_fields)]
#[cbor(array)]
pub struct RaiseHours {
    /// First hour of the day, 0 to 23.
    #[n(0)]
    pub from_hour: u8,
    /// The hour it ends before, 1 to 24, after `from_hour`.
    #[n(1)]
    pub to_hour: u8,
    /// Days of the week, 1 = Monday to 7 = Sunday.
    #[n(2)]
    pub weekdays: Vec<u8>,
}

impl RaiseHours {
    /// Whether a level may rise at this local day of the week and hour.
    #[must_use]
    pub fn allow(&self, weekday: Weekday, hour: u8) -> bool {
        let day = u8::try_from(weekday.to_monday_one_offset()).unwrap_or(0);
        self.weekdays.contains(&day) && (self.from_hour..self.to_hour).contains(&hour)
    }
}
