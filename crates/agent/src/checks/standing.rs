use jiff::{SignedDuration, Timestamp};
use money::Money;
use policy::Level;
use proof::documents::Standing;
use proof::{Party, Verified};

use super::Check;
use crate::pin::Pin;

/// A genuine lender counts by one. Whoever had its key for a while can't count it to the end.
const LONGEST_LEAP: u64 = 1 << 32;

/// How far a fresh answer's clock and the clock that issued its standing may be apart.
pub(crate) const TOLERANCE: SignedDuration = SignedDuration::from_mins(5);

/// A signed standing and what the device knows.
pub(crate) struct Case<'a> {
    pub(crate) pin: &'a Pin,
    pub(crate) standing: &'a Verified<Standing>,
    /// The sequence number in force; 0 before the first.
    pub(crate) seq: u64,
    /// The level in force.
    pub(crate) before: Level,
    /// The time of the authenticated answer it came in; absent for a pushed one.
    pub(crate) fresh: Option<Timestamp>,
    /// Whether a quittance was accepted for the contract before.
    pub(crate) is_released: bool,
}

impl Case<'_> {
    fn level(&self) -> Level {
        self.standing.body().level
    }

    /// Whether it restricts nothing, or less than what is in force: then nothing that only concerns
    /// restrictions counts against it.
    pub(crate) fn lowers(&self) -> bool {
        self.level() == Level::None || self.level() < self.before
    }
}

type Rule = (Check, fn(&Case<'_>) -> bool);

/// Numbers 3 to 14.
const RULES: &[Rule] = &[
    (Check::StandingIssuer, |c| c.standing.claims().issuer == Party::Lender(c.pin.lender)),
    (Check::StandingSubject, |c| c.standing.claims().subject == c.pin.contract),
    (Check::StandingAudience, |c| c.standing.claims().audience == Party::Device(c.pin.device)),
    (Check::StandingTerms, |c| c.lowers() || c.standing.body().terms == c.pin.digest()),
    (Check::StandingOlder, |c| c.standing.body().seq >= c.seq),
    // The one in force itself never comes this far: the same bytes are nothing new.
    // Of two with one number the lower level counts.
    (Check::StandingTwin, |c| c.standing.body().seq != c.seq || c.level() < c.before),
    (Check::StandingFuture, |c| c.lowers() || is_issued_before_the_answer(c)),
    (Check::StandingAmounts, |c| c.lowers() || amounts_fit(c)),
    (Check::StandingReleased, |c| !c.is_released || c.level() == Level::None),
    (Check::WarrantMissing, |c| c.lowers() || c.standing.body().warrant.is_some()),
    (Check::StandingLeap, |c| c.standing.body().seq.saturating_sub(c.seq) <= LONGEST_LEAP),
    (Check::StandingOverdue, |c| c.lowers() || c.standing.body().overdue.is_positive()),
];

/// Each check and whether it holds, in order.
pub(crate) fn outcomes(case: &Case<'_>) -> impl Iterator<Item = (Check, bool)> {
    RULES.iter().map(move |(check, holds)| (*check, holds(case)))
}

fn is_issued_before_the_answer(case: &Case<'_>) -> bool {
    let latest = case.fresh.and_then(|fresh| fresh.checked_add(TOLERANCE).ok());
    latest.is_none_or(|latest| case.standing.claims().issued_at <= latest)
}

fn amounts_fit(case: &Case<'_>) -> bool {
    let currency = case.pin.body().price.currency();
    let standing = case.standing.body();
    let fits = |amount: Money| amount.currency() == currency && !amount.is_negative();
    [standing.overdue, standing.outstanding].into_iter().all(fits)
        && standing.next_due.as_ref().is_none_or(|next| fits(next.amount))
        && standing.notices.iter().all(|notice| fits(notice.amount))
}
