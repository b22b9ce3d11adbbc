use jiff::civil::Date;

use super::LoanAccount;
use crate::Pause;

/// Why delinquency was not paused or resumed. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PauseError {
    /// Nothing is owed, so there is no delinquency.
    #[error("nothing is owed: there is no delinquency to pause")]
    NothingOwed,
    /// It would begin before the loan.
    #[error("a pause from {0} begins before the loan: it begins on {1} or later")]
    BeforeTheLoan(Date, Date),
    /// It would last no day.
    #[error("a pause from {0} until {1} lasts no day: it ends after it begins")]
    Empty(Date, Date),
    /// It overlaps another one.
    #[error("there is a pause from {0} until {1} already: pauses don't overlap")]
    Overlaps(Date, Date),
    /// No pause runs.
    #[error("no pause runs on {0}: there is nothing to resume")]
    NoneRuns(Date),
}

impl LoanAccount {
    /// The pauses of delinquency, in the order in which they were entered.
    #[must_use]
    pub fn pauses(&self) -> &[Pause] {
        &self.pauses
    }

    /// Stops the counting of delinquent days from a day until another one, on which it goes on. It may
    /// begin in the past.
    ///
    /// # Errors
    /// When nothing is owed, or the pause is empty, begins before the loan or overlaps another one.
    pub fn pause_delinquency(&mut self, from: Date, until: Date) -> Result<Pause, PauseError> {
        if self.is_settled() {
            return Err(PauseError::NothingOwed);
        }
        if from < self.schedule.starts_on() {
            return Err(PauseError::BeforeTheLoan(from, self.schedule.starts_on()));
        }
        if from >= until {
            return Err(PauseError::Empty(from, until));
        }
        let overlapping = self.pauses.iter().find(|other| until > other.from && from < other.ends_on());
        if let Some(other) = overlapping {
            return Err(PauseError::Overlaps(other.from, other.ends_on()));
        }
        let pause = Pause { from, until, resumed_on: None };
        self.pauses.push(pause);
        Ok(pause)
    }

    /// Ends the pause that runs today: today counts again.
    ///
    /// # Errors
    /// When nothing is owed or no pause runs.
    pub fn resume_delinquency(&mut self, today: Date) -> Result<Pause, PauseError> {
        if self.is_settled() {
            return Err(PauseError::NothingOwed);
        }
        let running = self.pauses.iter_mut().find(|pause| pause.is_active(today));
        let pause = running.ok_or(PauseError::NoneRuns(today))?;
        pause.resumed_on = Some(today);
        Ok(*pause)
    }
}
