use loan::{WeekDay, WorkingDayRule, WorkingDays};
use serde::Deserialize;

use crate::json_lines::Day;

/// A calendar as the input has it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CalendarInput {
    #[serde(default)]
    holidays: Vec<Day>,
    #[serde(default)]
    weekend: Vec<WeekDay>,
    #[serde(default)]
    rule: WorkingDayRule,
}

impl CalendarInput {
    pub(super) fn working_days(&self) -> WorkingDays {
        WorkingDays {
            holidays: self.holidays.iter().map(|day| day.0).collect(),
            weekend: self.weekend.clone(),
            rule: self.rule,
        }
    }
}
