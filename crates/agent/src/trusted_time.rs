use std::time::Duration;

use jiff::Timestamp;
use minicbor::{Decode, Encode};

use crate::Reading;

/// The greatest signed time seen plus the time that has passed since (invariant I12). The wall clock has no
/// part in it, so setting it moves nothing. Time spent switched off is not counted: it may be late, never early.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct TrustedTime {
    at: Option<Timestamp>,
    monotonic: Duration,
    boot: u64,
}

/// The form in which trusted time outlives a restart. In milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Encode, Decode)]
#[cbor(array)]
pub(crate) struct SavedTime {
    #[n(0)]
    at: Option<i64>,
    #[n(1)]
    monotonic: u64,
    #[n(2)]
    boot: u64,
}

impl TrustedTime {
    /// Trusted time now; nothing before the first signed time.
    pub(crate) const fn now(&self) -> Option<Timestamp> {
        self.at
    }

    /// Takes the time that has passed since the last reading into account.
    pub(crate) fn observe(&mut self, reading: &Reading) {
        let same_boot = reading.boot == self.boot;
        let since = if same_boot { self.monotonic } else { Duration::ZERO };
        // A monotonic clock that goes back is broken: wait until it is where it was.
        let elapsed = reading.monotonic.saturating_sub(since);
        self.at = self.at.map(|at| at.checked_add(elapsed).unwrap_or(at));
        self.monotonic = reading.monotonic.max(since);
        self.boot = reading.boot;
    }

    /// A signed time was seen. An earlier one than known changes nothing.
    pub(crate) fn advance(&mut self, signed: Timestamp) {
        self.at = Some(self.at.map_or(signed, |at| at.max(signed)));
    }

    pub(crate) fn save(&self) -> SavedTime {
        let monotonic = u64::try_from(self.monotonic.as_millis()).unwrap_or(u64::MAX);
        SavedTime { at: self.at.map(Timestamp::as_millisecond), monotonic, boot: self.boot }
    }

    pub(crate) fn restore(saved: SavedTime) -> Self {
        let at = saved.at.and_then(|millis| Timestamp::from_millisecond(millis).ok());
        Self { at, monotonic: Duration::from_millis(saved.monotonic), boot: saved.boot }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn reading(seconds: u64, boot: u64) -> Reading {
        Reading { wall: None, monotonic: Duration::from_secs(seconds), boot }
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn runs_on_across_restart_and_reboot() {
        let mut time = TrustedTime::default();
        time.observe(&reading(100, 1));
        assert_eq!(time.now(), None);
        time.advance(at(1_000));
        time.observe(&reading(160, 1));
        assert_eq!(time.now(), Some(at(1_060)));
        // The process restarts within the same boot: the time in between counts.
        let mut time = TrustedTime::restore(time.save());
        time.observe(&reading(200, 1));
        assert_eq!(time.now(), Some(at(1_100)));
        // The phone boots: only the time since the boot counts.
        let mut time = TrustedTime::restore(time.save());
        time.observe(&reading(30, 2));
        assert_eq!(time.now(), Some(at(1_130)));
    }

    proptest! {
        #[test]
        fn never_goes_back(steps in proptest::collection::vec((0_u64..10_000, 0_u64..3, 0_i64..10_000), 1..40)) {
            let mut time = TrustedTime::default();
            let mut last = None;
            for (monotonic, boot, signed) in steps {
                time.observe(&reading(monotonic, boot));
                prop_assert!(time.now() >= last);
                time.advance(at(signed));
                prop_assert!(time.now() >= Some(at(signed)) && time.now() >= last);
                last = time.now();
            }
        }
    }
}
