use jiff::civil::Date;
use serde::Deserialize;
use servicing::Command;

use super::Reading;
use crate::json_lines::Fault;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pause {
    /// The first day that doesn't count; today if left out.
    #[serde(default, alias = "start")]
    from: Option<Date>,
    /// The first day that counts again.
    #[serde(alias = "to", alias = "end")]
    until: Date,
}

impl Reading<'_> {
    pub(super) fn pause_delinquency(mut self) -> Result<Command, Fault> {
        let Pause { from, until } = self.rest()?;
        Ok(Command::PauseDelinquency { from: from.unwrap_or(self.on), until })
    }
}
