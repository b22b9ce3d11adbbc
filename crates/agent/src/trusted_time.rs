use std::time::Duration;

use jiff::Timestamp;
use minicbor::{Decode, Encode};

use crate::Reading;

/// An answer or a grant moves trusted time by at most so much, which is more than a phone lies in a drawer between
/// two payments of any contract; as much again is earned by each day that it runs.
const LONGEST_ABSENCE: Duration = Duration::from_hours(400 * 24);

const DAYS_EARNED_A_DAY: u32 = 400;

/// Pushed documents together move it by at most so much between two answers: a month without a check-in.
const MOST_BY_PUSH: Duration = Duration::from_hours(31 * 24);

/// The greatest signed time seen plus the time that has passed since (invariant I12). The wall clock has no
/// part in it, so setting it moves nothing. Time spent switched off is not counted: it may be late, never early.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct TrustedTime {
    at: Option<Timestamp>,
    monotonic: Duration,
    boot: u64,
    /// What is used up of [`LONGEST_ABSENCE`].
    leapt: Duration,
    /// What pushes have used up of [`MOST_BY_PUSH`].
    pushed: Duration,
}

/// How far a document may move trusted time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mover {
    /// The server, in an authenticated answer or grant.
    Answer,
    /// Anybody with a genuine document.
    Push,
    /// A test lender, whose clock is moved by hand, years in a day.
    Rehearsal,
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
    #[n(3)]
    #[cbor(default)]
    leapt: u64,
    #[n(4)]
    #[cbor(default)]
    pushed: u64,
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
        self.leapt = self.leapt.saturating_sub(elapsed.saturating_mul(DAYS_EARNED_A_DAY));
        self.monotonic = reading.monotonic.max(since);
        self.boot = reading.boot;
    }

    /// The latest time that a document may bring about.
    pub(crate) fn reach(&self, mover: Mover) -> Timestamp {
        let left = match mover {
            Mover::Answer => LONGEST_ABSENCE.saturating_sub(self.leapt),
            Mover::Push => MOST_BY_PUSH.saturating_sub(self.pushed),
            Mover::Rehearsal => return Timestamp::MAX,
        };
        self.at.and_then(|at| at.checked_add(left).ok()).unwrap_or(Timestamp::MAX)
    }

    /// A signed time was seen. An earlier one than known changes nothing, and one beyond reach moves time as far
    /// as it may.
    pub(crate) fn advance(&mut self, signed: Timestamp, mover: Mover) {
        let before = self.at.unwrap_or(signed);
        let after = before.max(signed.min(self.reach(mover)));
        let moved = Duration::try_from(after.duration_since(before)).unwrap_or_default();
        match mover {
            Mover::Answer => (self.leapt, self.pushed) = (self.leapt.saturating_add(moved), Duration::ZERO),
            Mover::Push => self.pushed = self.pushed.saturating_add(moved),
            Mover::Rehearsal => {}
        }
        self.at = Some(after);
    }

    pub(crate) fn save(&self) -> SavedTime {
        let millis = |duration: Duration| u64::try_from(duration.as_millis()).unwrap_or(u64::MAX);
        SavedTime {
            at: self.at.map(Timestamp::as_millisecond),
            monotonic: millis(self.monotonic),
            boot: self.boot,
            leapt: millis(self.leapt),
            pushed: millis(self.pushed),
        }
    }

    pub(crate) fn restore(saved: SavedTime) -> Self {
        let at = saved.at.and_then(|millis| Timestamp::from_millisecond(millis).ok());
        let SavedTime { monotonic, boot, leapt, pushed, .. } = saved;
        let [monotonic, leapt, pushed] = [monotonic, leapt, pushed].map(Duration::from_millis);
        Self { at, monotonic, boot, leapt, pushed }
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
        time.advance(at(1_000), Mover::Answer);
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

    const DAY: i64 = 86_400;

    fn days(time: &TrustedTime) -> i64 {
        time.now().unwrap().as_second() / DAY
    }

    #[test]
    fn an_answer_moves_it_by_an_absence_and_a_day_earns_another() {
        let mut time = TrustedTime::default();
        time.observe(&reading(0, 1));
        time.advance(at(0), Mover::Answer);
        for _ in 0..5 {
            time.advance(at(100_000 * DAY), Mover::Answer);
            assert_eq!(days(&time), 400);
        }
        time.observe(&reading(12 * 3_600, 1));
        time.advance(at(100_000 * DAY), Mover::Answer);
        assert_eq!(days(&time), 600);
        time.advance(at(100_000 * DAY), Mover::Rehearsal);
        assert_eq!(days(&time), 100_000);
    }

    #[test]
    fn pushes_together_move_it_by_a_month_until_the_next_answer() {
        let mut time = TrustedTime::default();
        time.advance(at(0), Mover::Answer);
        for day in [20, 40, 60] {
            time.advance(at(day * DAY), Mover::Push);
            time = TrustedTime::restore(time.save());
        }
        assert_eq!(days(&time), 31);
        time.advance(at(40 * DAY), Mover::Answer);
        time.advance(at(60 * DAY), Mover::Push);
        assert_eq!(days(&time), 60);
    }

    proptest! {
        #[test]
        fn never_goes_back(steps in proptest::collection::vec((0_u64..10_000, 0_u64..3, 0_i64..10_000), 1..40)) {
            let mut time = TrustedTime::default();
            let mut last = None;
            for (monotonic, boot, signed) in steps {
                time.observe(&reading(monotonic, boot));
                prop_assert!(time.now() >= last);
                time.advance(at(signed), Mover::Push);
                prop_assert!(time.now() >= Some(at(signed)) && time.now() >= last);
                last = time.now();
            }
        }
    }
}
