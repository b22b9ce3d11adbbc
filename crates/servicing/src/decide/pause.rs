use jiff::civil::Date;

use super::draft::Draft;
use crate::{Event, Refusal};

impl Draft<'_> {
    /// Days on which nobody becomes more delinquent: nothing is warned of and no level rises on them. What is in force
    /// stays.
    pub(super) fn pause_delinquency(&mut self, from: Date, until: Date) -> Result<(), Refusal> {
        self.require_active("have its delinquency paused")?;
        let pause = self.contract.account.pause_delinquency(from, until)?;
        self.record(Event::DelinquencyPaused { from: pause.from, until: pause.until });
        Ok(())
    }

    /// The pause that runs ends today.
    pub(super) fn resume_delinquency(&mut self) -> Result<(), Refusal> {
        self.require_active("have its delinquency resumed")?;
        let pause = self.contract.account.resume_delinquency(self.today)?;
        self.record(Event::DelinquencyResumed { from: pause.from, on: self.today });
        Ok(())
    }
}
