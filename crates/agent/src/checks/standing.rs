use jiff::{SignedDuration, Timestamp};
use money::Money;
use policy::Level;
use proof::documents::Standing;
use proof::{Party, Verified};

use super::Check;
use crate::pin::Pin;

/// How far a fresh answer's clock and the clock that issued its standing may be apart.
const TOLERANCE: SignedDuration = SignedDuration::from_mins(5);

/// A signed standing and what the device knows.
pub(crate) struct Case<'a> {
    pub(crate) pin: &'a Pin,
    pub(crate) standing: &'a Verified<Standing>,
    /// The sequence number in force; 0 before the first.
    pub(crate) seq: u64,
    /// The time of the authenticated answer it came in; absent for a pushed one.
    pub(crate) fresh: Option<Timestamp>,
    /// Whether a quittance was accepted for the contract before.
    pub(crate) is_released: bool,
}

type Rule = (Check, fn(&Case<'_>) -> bool);

/// Numbers 3 to 12.
const RULES: &[Rule] = &[
    (Check::StandingIssuer, |c| c.standing.claims().issuer == Party::Lender(c.pin.lender)),
    (Check::StandingSubject, |c| c.standing.claims().subject == c.pin.contract),
    (Check::StandingAudience, |c| c.standing.claims().audience == Party::Device(c.pin.device)),
    (Check::StandingTerms, |c| c.standing.body().terms == c.pin.digest()),
    (Check::StandingOlder, |c| c.standing.body().seq >= c.seq),
    // The one in force itself never comes this far: the same bytes are nothing new.
    (Check::StandingTwin, |c| c.standing.body().seq != c.seq),
    (Check::StandingFuture, is_issued_before_the_answer),
    (Check::StandingAmounts, amounts_fit),
    (Check::StandingReleased, |c| !c.is_released || c.standing.body().level == Level::None),
    (Check::WarrantMissing, |c| {
        c.standing.body().level == Level::None || c.standing.body().warrant.is_some()
    }),
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
