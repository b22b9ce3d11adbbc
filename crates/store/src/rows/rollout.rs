use ident::LenderId;
use jiff::Timestamp;

use crate::News;

/// How far a policy pack's restrictions have come with a lender.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RolloutRow {
    /// Whose phones.
    pub lender: LenderId,
    /// The pack's digest.
    pub pack: [u8; 32],
    /// Its stages are counted from here, by the lender's clock.
    pub since: Timestamp,
    /// Different phones restricted so far.
    pub phones: u64,
    /// Restrictions lifted since it began or went on.
    pub lifted: u64,
    /// Of which, and soon after which, something was wrong.
    pub cases: u64,
    /// Since when nothing more is restricted under it.
    pub stopped_at: Option<Timestamp>,
}

/// The place that a rise takes in its pack's rollout, which begins with the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RolloutPlace {
    /// The pack's digest.
    pub pack: [u8; 32],
    /// Most different phones; `None` for all.
    pub most: Option<u64>,
}

/// What a commit tells about the restrictions of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RolloutTold {
    /// The pack's digest.
    pub pack: [u8; 32],
    /// When, by the lender's clock.
    pub at: Timestamp,
    /// A restriction was lifted.
    pub lifted: bool,
    /// Something was wrong about one.
    pub case: bool,
    /// The rollout stops at so many cases,
    pub fewest_cases: u64,
    /// if there is more than one for so many lifted.
    pub lifted_per_case: u64,
    /// What is told if it stops by this.
    pub stopped: News,
}
