use serde::Deserialize;
use servicing::Command;

use super::Reading;
use crate::json_lines::{Day, Fault};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pause {
    /// The first day that doesn't count; today if left out.
    #[serde(default, alias = "start")]
    from: Option<Day>,
    /// The first day that counts again.
    #[serde(alias = "to", alias = "end")]
    until: Day,
}

impl Reading<'_> {
    pub(super) fn pause_delinquency(mut self) -> Result<Command, Fault> {
        let Pause { from, until } = self.rest()?;
        Ok(Command::PauseDelinquency { from: from.map_or(self.on, |day| day.0), until: until.0 })
    }
}
