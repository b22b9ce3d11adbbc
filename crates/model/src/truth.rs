use policy::Level;

use crate::{Day, Receipt};

/// What really happened, seen by nobody in the model: the properties judge by it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Truth {
    /// Every notice the phone showed, oldest first.
    pub receipts: Vec<Receipt>,
    /// The phone's time when it last heard from the lender, authentically.
    pub heard_at: Day,
    /// Since when the silence notice is on the screen without a break.
    pub silence_shown_at: Option<Day>,
    /// The highest number accepted since the last reset, with its level.
    pub newest: Option<(u8, Level)>,
    /// The phone's time when it was last told, since the last reset, that nothing was overdue.
    pub told_paid_at: Option<Day>,
    /// Whether a quittance or the ombudsman's release ever reached the phone.
    pub is_freed: bool,
    /// Answers taken that no live server gave for that question.
    pub stale_answers: u8,
    /// Codes accepted.
    pub codes_taken: u8,
}

impl Truth {
    pub(crate) fn accepted(&mut self, seq: u8, level: Level) {
        let newest = self.newest.get_or_insert((seq, level));
        if seq > newest.0 {
            *newest = (seq, level);
        } else if seq == newest.0 {
            newest.1 = newest.1.min(level);
        }
    }

    /// The phone remembers nothing; what is on paper stays.
    pub(crate) fn reset(&mut self) {
        self.newest = None;
        self.told_paid_at = None;
        self.silence_shown_at = None;
    }
}
