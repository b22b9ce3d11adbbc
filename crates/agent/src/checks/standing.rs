use jiff::{SignedDuration, Timestamp};
use money::Money;
use policy::Level;
use proof::documents::Standing;
use proof::{Party, Verified};

use super::Check;
use crate::pin::Pin;

/// A genuine lender counts by one. Whoever had its key for a while can't count it to the end.
const LONGEST_LEAP: u64 = 1 << 32;

/// So far may pushed numbers run ahead of the last one that an answer confirmed: ten changes a day for eighteen
/// years, which no contract lasts. Whoever has the key for commands alone gets no further.
const MOST_UNCONFIRMED: u64 = 1 << 16;

/// How far a fresh answer's clock and the clock that issued its standing may be apart.
pub(crate) const TOLERANCE: SignedDuration = SignedDuration::from_mins(5);

/// A signed standing and what the device knows.
pub(crate) struct Case<'a> {
    pub(crate) pin: &'a Pin,
    pub(crate) standing: &'a Verified<Standing>,
    /// The number to reach: for an answer that of the standing in force, for a push the highest ever taken.
    pub(crate) seq: u64,
    /// The number that the server last confirmed in an answer or a grant; 0 before the first.
    pub(crate) confirmed: u64,
    /// The level in force.
    pub(crate) before: Level,
    /// The time of the authenticated answer it came in; absent for a pushed one.
    pub(crate) fresh: Option<Timestamp>,
    /// Whether a quittance was accepted for the contract before.
    pub(crate) is_released: bool,
    /// Whether it carries a quittance that holds: that counts whatever its number.
    pub(crate) is_final: bool,
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

    /// Whoever had the key may have taken a number that the server has not reached. What frees does not wait for
    /// it: a quittance counts in any case, and a lower level where the server itself says it now.
    fn is_numbered(&self) -> bool {
        self.is_final || (self.fresh.is_some() && self.lowers()) || self.standing.body().seq >= self.seq
    }

    fn ahead_of(&self, seq: u64) -> u64 {
        if self.is_final { 0 } else { self.standing.body().seq.saturating_sub(seq) }
    }
}

type Rule = (Check, fn(&Case<'_>) -> bool);

/// Numbers 3 to 15.
const RULES: &[Rule] = &[
    (Check::StandingIssuer, |c| c.standing.claims().issuer == Party::Lender(c.pin.lender)),
    (Check::StandingSubject, |c| c.standing.claims().subject == c.pin.contract),
    (Check::StandingAudience, |c| c.standing.claims().audience == Party::Device(c.pin.device)),
    (Check::StandingTerms, |c| c.lowers() || c.standing.body().terms == c.pin.digest()),
    (Check::StandingOlder, |c| c.is_numbered()),
    // The one in force itself never comes this far: the same bytes are nothing new.
    // Of two with one number the lower level counts.
    (Check::StandingTwin, |c| c.is_final || c.standing.body().seq != c.seq || c.level() < c.before),
    (Check::StandingFuture, |c| c.lowers() || is_issued_before_the_answer(c)),
    (Check::StandingAmounts, |c| c.lowers() || amounts_fit(c)),
    (Check::StandingReleased, |c| !c.is_released || c.level() == Level::None),
    (Check::WarrantMissing, |c| c.lowers() || c.standing.body().warrant.is_some()),
    (Check::StandingLeap, |c| c.ahead_of(c.seq) <= LONGEST_LEAP),
    (Check::StandingOverdue, |c| c.lowers() || c.standing.body().overdue.is_positive()),
    (Check::StandingUnconfirmed, |c| c.fresh.is_some() || c.ahead_of(c.confirmed) <= MOST_UNCONFIRMED),
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
