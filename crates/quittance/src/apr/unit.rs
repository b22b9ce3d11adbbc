use loan::Unit;
use loan::apr::{Interval, UnitPeriod};
use serde::Deserialize;

use crate::json_lines::Fault;

/// A unit-period as written: so many units.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UnitText {
    count: u16,
    unit: UnitWord,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum UnitWord {
    Day,
    Week,
    Semimonth,
    Month,
    Year,
}

/// The periods that the European formula counts whole.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum IntervalWord {
    Week,
    Month,
    Year,
}

impl UnitText {
    pub(super) fn read(&self) -> Result<UnitPeriod, Fault> {
        let unit = match self.unit {
            UnitWord::Semimonth if self.count == 1 => return Ok(UnitPeriod::Semimonth),
            UnitWord::Semimonth => {
                return Err(Fault::new(
                    "unit_period.count",
                    "a semimonth is counted once: give 1, or months",
                ));
            }
            UnitWord::Day => Unit::Day,
            UnitWord::Week => Unit::Week,
            UnitWord::Month => Unit::Month,
            UnitWord::Year => Unit::Year,
        };
        UnitPeriod::new(self.count, unit).map_err(|error| Fault::new(error.field(), error.to_string()))
    }
}

impl IntervalWord {
    pub(super) const fn read(self) -> Interval {
        match self {
            Self::Week => Interval::Week,
            Self::Month => Interval::Month,
            Self::Year => Interval::Year,
        }
    }
}
