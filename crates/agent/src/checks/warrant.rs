use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, Unit};
use money::Money;
use policy::Level;
use proof::documents::Warrant;
use proof::plan::Agreed;
use proof::{Party, Verified};

use super::{Check, notices};
use crate::pin::{Pin, days_after};

/// A signed warrant, the level it shall justify, and what the device knows.
pub(crate) struct Case<'a> {
    pub(crate) pin: &'a Pin,
    pub(crate) warrant: &'a Verified<Warrant>,
    /// The level of the standing it came in. The days past due are checked for this level: it is the one
    /// that would be applied.
    pub(crate) level: Level,
    /// Trusted time.
    pub(crate) now: Timestamp,
    /// When a standing last said that nothing was overdue; nothing for a device that was never told so.
    pub(crate) cured_at: Option<Timestamp>,
}

impl Case<'_> {
    pub(crate) const fn body(&self) -> &Warrant {
        self.warrant.body()
    }
}

type Rule = (Check, fn(&Case<'_>) -> bool);

/// Numbers 22 to 48, in the order they are made (invariants I1 and I2).
const RULES: &[Rule] = &[
    (Check::WarrantIssuer, |c| c.warrant.claims().issuer == Party::Lender(c.pin.lender)),
    (Check::WarrantSubject, |c| c.warrant.claims().subject == c.pin.contract),
    (Check::WarrantAudience, |c| c.warrant.claims().audience == Party::Device(c.pin.device)),
    (Check::WarrantTerms, |c| c.body().terms == c.pin.digest()),
    (Check::WarrantPack, |c| c.body().pack == c.pin.body().pack.digest()),
    (Check::WarrantDeviceKey, |c| c.body().device_key == c.pin.device_key.thumbprint()),
    (Check::WarrantLevel, |c| c.level <= c.body().level),
    (Check::LockingAllowed, |c| c.pin.body().pack.locking_allowed),
    (Check::WarrantWindow, is_short),
    (Check::WarrantNotYet, |c| c.warrant.claims().not_before.is_none_or(|from| from <= c.now)),
    (Check::WarrantExpired, |c| c.warrant.claims().expires_at.is_none_or(|until| c.now < until)),
    (Check::WarrantPlan, plan_is_allowed),
    (Check::WarrantDueDate, |c| is_due_date(c, c.body().oldest_due_on)),
    (Check::WarrantDelinquency, |c| {
        let since = c.body().delinquent_since;
        is_due_date(c, since) && since <= c.body().oldest_due_on
    }),
    (Check::WarrantDaysPastDue, is_long_past_due),
    (Check::WarrantAmount, amount_fits),
    (Check::NoticeList, notices::list_is_the_packs),
    (Check::NoticeChannels, notices::channels_suffice),
    (Check::NoticeDelivered, notices::cure_counts_from_delivery),
    (Check::NoticeEarly, notices::none_is_early),
    (Check::NoticeReceipt, notices::receipts_are_mine),
    (Check::NoticeCured, notices::none_is_of_a_cured_delinquency),
    (Check::NoticeOrder, notices::each_waits_for_the_one_before),
    (Check::NoticeCure, notices::cure_ran_out),
    (Check::ReconciledEarly, |c| {
        let pack = &c.pin.body().pack;
        c.body().reconciled_to >= c.pin.midnight(days_after(c.body().oldest_due_on, pack.grace_days))
    }),
    (Check::ReconciledFuture, |c| c.body().reconciled_to <= c.now),
    (Check::FloorComplete, |c| c.pin.body().pack.floor.missing().is_empty()),
];

/// Each check and whether it holds, in order.
pub(crate) fn outcomes(case: &Case<'_>) -> impl Iterator<Item = (Check, bool)> {
    RULES.iter().map(move |(check, holds)| (*check, holds(case)))
}

fn is_short(case: &Case<'_>) -> bool {
    let claims = case.warrant.claims();
    let (Some(from), Some(until)) = (claims.not_before, claims.expires_at) else { return false };
    let longest = SignedDuration::from_hours(i64::from(case.pin.body().pack.warrant_valid_days) * 24);
    until.duration_since(from) <= longest
}

fn plan_is_allowed(case: &Case<'_>) -> bool {
    let Some(plan) = &case.body().plan else { return true };
    Agreed::of(case.pin.body()).is_ok_and(|agreed| agreed.allows(plan).is_ok())
}

fn is_due_date(case: &Case<'_>, day: Date) -> bool {
    let installments = case.body().installments(case.pin.body());
    installments.iter().any(|installment| installment.due_on == day)
}

/// Vacuous where the pack allows no restriction at all: that is another check's to say.
fn is_long_past_due(case: &Case<'_>) -> bool {
    let terms = case.pin.body();
    if !terms.pack.locking_allowed {
        return true;
    }
    let today = case.pin.day(case.now);
    let days = case.body().oldest_due_on.until((Unit::Day, today)).map_or(0, |span| span.get_days());
    terms.pack.from_dpd(case.level, terms.rhythm).is_some_and(|from| days >= i32::from(from))
}

fn amount_fits(case: &Case<'_>) -> bool {
    let (terms, amount) = (case.pin.body(), case.body().amount);
    let most = match &case.body().plan {
        None => Money::sum(terms.price.currency(), terms.installments.iter().map(|i| i.amount)).ok(),
        Some(plan) => Agreed::of(terms).ok().and_then(|it| it.most(plan, case.pin.day(case.now)).ok()),
    };
    // Amounts of two currencies do not compare, so a foreign amount is refused here too.
    amount.is_positive() && most.is_some_and(|most| amount <= most)
}
