use jiff::{SignedDuration, Timestamp};

use crate::state::State;
use crate::trusted_time::TrustedTime;

/// Trusted time is written down at least this often, so that a reboot loses little of it.
pub(crate) const TIME_SAVED_EVERY: SignedDuration = SignedDuration::from_hours(1);

/// The state, and whether it differs from what the host keeps.
#[derive(Debug, Default)]
pub(crate) struct Durable {
    state: State,
    is_dirty: bool,
    time_saved: Option<Timestamp>,
}

impl Durable {
    /// A state that the host keeps already.
    pub(crate) const fn kept(state: State, time_saved: Option<Timestamp>) -> Self {
        Self { state, is_dirty: false, time_saved }
    }

    pub(crate) const fn get(&self) -> &State {
        &self.state
    }

    /// The state, to change it.
    pub(crate) const fn change(&mut self) -> &mut State {
        self.is_dirty = true;
        &mut self.state
    }

    /// Changes the state by what may be lost: it is written with the next change that may not.
    pub(crate) fn note(&mut self, change: impl FnOnce(&mut State)) {
        change(&mut self.state);
    }

    /// What the host must write before anything else; nothing when it has it all.
    pub(crate) fn flush(&mut self, time: &TrustedTime) -> Option<Vec<u8>> {
        let now = time.now();
        let is_stale = now.is_some_and(|now| {
            self.time_saved.is_none_or(|saved| now.duration_since(saved) >= TIME_SAVED_EVERY)
        });
        if !self.is_dirty && !is_stale {
            return None;
        }
        self.is_dirty = false;
        self.time_saved = now;
        self.state.time = time.save();
        Some(self.state.to_bytes())
    }
}
