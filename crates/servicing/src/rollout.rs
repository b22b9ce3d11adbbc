use jiff::{SignedDuration, Timestamp};

use crate::{Contract, Event, HoldKind};

/// The first restrictions of a lender under a policy pack are a deployment: a hundred phones, then 1 %, 10 %, all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RolloutStage {
    /// A hundred phones.
    First,
    /// One in a hundred.
    OnePercent,
    /// One in ten.
    TenPercent,
    /// All.
    All,
}

impl RolloutStage {
    /// Each stage lasts this long, by the lender's clock, unless the rollout stops.
    pub const LASTS: SignedDuration = SignedDuration::from_hours(24);
    const ORDER: [Self; 4] = [Self::First, Self::OnePercent, Self::TenPercent, Self::All];

    /// Where a rollout stands that has run since an instant.
    #[must_use]
    pub fn of(since: Timestamp, now: Timestamp) -> Self {
        let passed = since.duration_until(now).as_hours() / Self::LASTS.as_hours();
        let passed = usize::try_from(passed).unwrap_or(0);
        Self::ORDER.get(passed).copied().unwrap_or(Self::All)
    }

    /// The instant since which a rollout has run that enters this stage at `now`.
    #[must_use]
    pub fn begun_at(self, now: Timestamp) -> Timestamp {
        let passed = Self::ORDER.iter().filter(|stage| **stage < self).count();
        let hours = Self::LASTS.as_hours().saturating_mul(i64::try_from(passed).unwrap_or(0));
        now.checked_sub(SignedDuration::from_hours(hours)).unwrap_or(now)
    }

    /// How many different phones may be restricted in it, of so many active ones; `None` for all.
    #[must_use]
    pub fn most(self, active: u64) -> Option<u64> {
        const LEAST: u64 = 100;
        match self {
            Self::First => Some(LEAST),
            Self::OnePercent => Some(LEAST.max(active / 100)),
            Self::TenPercent => Some(LEAST.max(active / 10)),
            Self::All => None,
        }
    }

    /// The word for pages and logs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::First => "first_phones",
            Self::OnePercent => "one_percent",
            Self::TenPercent => "ten_percent",
            Self::All => "all",
        }
    }
}

/// What a decision says about the restrictions of a rollout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RolloutOutcome {
    /// A restriction was lifted, for whichever reason.
    pub lifted: bool,
    /// It should perhaps never have been: it was disputed, while it was in force or soon after, or the lender took
    /// it back.
    pub case: bool,
}

/// A dispute so long after a restriction still is one about it.
const SOON_AFTER: SignedDuration = SignedDuration::from_hours(7 * 24);

impl RolloutOutcome {
    /// A rollout stops at so many cases, if they are more than one in fifty of what was lifted.
    pub const FEWEST_CASES: u64 = 3;
    /// See [`Self::FEWEST_CASES`].
    pub const LIFTED_PER_CASE: u64 = 50;

    /// What a decision's events say about the contract before it.
    #[must_use]
    pub fn of(before: &Contract, events: &[Event], now: Timestamp) -> Self {
        let was_restricted = before.restriction.level.is_restricted();
        let recently = before.restriction.changed_at.is_some_and(|at| at.duration_until(now) <= SOON_AFTER);
        let placed = |wanted: HoldKind| {
            events.iter().any(|event| matches!(event, Event::HoldPlaced { kind, .. } if *kind == wanted))
        };
        let lifted =
            events.iter().any(|event| matches!(event, Event::LevelLowered { to, .. } if !to.is_restricted()));
        let disputed = placed(HoldKind::Dispute) && (was_restricted || recently);
        let taken_back = placed(HoldKind::ReleasedByLender) && was_restricted;
        Self { lifted, case: disputed || taken_back }
    }

    /// Whether a rollout with these counts stops.
    #[must_use]
    pub fn stops(cases: u64, lifted: u64) -> bool {
        cases >= Self::FEWEST_CASES && cases.saturating_mul(Self::LIFTED_PER_CASE) > lifted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hours: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + hours * 3600).unwrap()
    }

    #[test]
    fn a_day_for_each_stage() {
        let stages = [-5, 0, 23, 24, 47, 48, 71, 72, 9_999].map(|now| RolloutStage::of(at(0), at(now)));
        use RolloutStage::{All, First, OnePercent, TenPercent};
        let expected = [First, First, First, OnePercent, OnePercent, TenPercent, TenPercent, All, All];
        assert_eq!(stages, expected);
        for stage in RolloutStage::ORDER {
            assert_eq!(RolloutStage::of(stage.begun_at(at(0)), at(0)), stage);
        }
    }

    #[test]
    fn never_fewer_than_a_hundred() {
        let most = RolloutStage::ORDER.map(|stage| stage.most(50_000));
        assert_eq!(most, [Some(100), Some(500), Some(5_000), None]);
        assert_eq!(RolloutStage::TenPercent.most(200), Some(100));
    }

    #[test]
    fn three_cases_and_more_than_two_percent_stop_it() {
        assert!(!RolloutOutcome::stops(2, 0));
        assert!(RolloutOutcome::stops(3, 0));
        assert!(RolloutOutcome::stops(3, 149));
        assert!(!RolloutOutcome::stops(3, 150), "two percent exactly");
    }
}
