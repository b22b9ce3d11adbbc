use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// How many phones may be restricted further within an hour, whichever hour one looks at: a rate and a share,
/// never the size of a batch (invariant I9). Releases and renewals don't count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LockBudget {
    /// So many phones an hour however few there are.
    pub phones_per_hour: u32,
    /// So much of the active phones an hour, in hundredths of a percent, where that is more.
    pub share_of_active_bp: u16,
}

impl LockBudget {
    /// The hour that slides.
    pub const WINDOW: SignedDuration = SignedDuration::from_hours(1);

    /// Nothing rises without two approvals.
    pub const NONE: Self = Self { phones_per_hour: 0, share_of_active_bp: 0 };

    /// How many phones an hour, of so many active ones. A part of a phone is none.
    #[must_use]
    pub fn phones(self, active: u64) -> u64 {
        let share = u128::from(active) * u128::from(self.share_of_active_bp) / 10_000;
        u64::from(self.phones_per_hour).max(u64::try_from(share).unwrap_or(u64::MAX))
    }

    /// What is later than this counts at `now`.
    #[must_use]
    pub fn counts_after(now: Timestamp) -> Timestamp {
        now.checked_sub(Self::WINDOW).unwrap_or(Timestamp::MIN)
    }

    /// Whether it allows no more than another, of however many phones.
    #[must_use]
    pub fn is_within(self, other: Self) -> bool {
        self.phones_per_hour <= other.phones_per_hour && self.share_of_active_bp <= other.share_of_active_bp
    }
}

/// A hundred phones or 0.1 % of the active ones.
impl Default for LockBudget {
    fn default() -> Self {
        Self { phones_per_hour: 100, share_of_active_bp: 10 }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_hundred_or_a_thousandth() {
        let budget = LockBudget::default();
        let phones = [0, 1, 100_000, 100_999, 101_000, 10_000_000].map(|active| budget.phones(active));
        assert_eq!(phones, [100, 100, 100, 100, 101, 10_000]);
        assert_eq!(LockBudget::NONE.phones(u64::MAX), 0);
    }

    proptest! {
        #[test]
        fn more_phones_never_mean_less(per_hour: u32, share in 0..=10_000_u16, few: u64, more: u64) {
            let budget = LockBudget { phones_per_hour: per_hour, share_of_active_bp: share };
            prop_assert!(budget.phones(few.min(more)) <= budget.phones(few.max(more)));
            prop_assert!(budget.phones(few) <= few.max(u64::from(per_hour)), "no more than there are");
        }
    }
}
