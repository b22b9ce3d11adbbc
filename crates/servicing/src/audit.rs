//! An independent pass over every decision, between `decide` and the store. It shares no code with the rules
//! and re-derives from the evidence alone what must hold; the executor refuses to store a decision that
//! fails here and counts every check by invariant.

use std::fmt;

use jiff::{SignedDuration, Timestamp};
use loan::ledger::TrialBalance;
use policy::{Level, Pack};

use crate::{Contract, Decision, IssuedNotice};

/// The invariants of the design that a single decision can be checked against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Invariant {
    /// Restricted only with a valid warrant for exactly this device, contract and level.
    I1Warrant,
    /// No restriction before every notice was delivered and its time to cure ran out.
    I2Notices,
    /// Paying the named amount lifts, in the same transaction.
    I3LiftedByPayment,
    /// After the final payment the quittance is issued and nothing restricts again.
    I4Quittance,
    /// The floor is complete.
    I5Floor,
    /// Debits equal credits.
    I6Balanced,
    /// No rise while something forbids it.
    I9Holds,
}

/// An invariant that a decision would break.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{invariant}: {detail}")]
pub struct Violation {
    /// Which.
    pub invariant: Invariant,
    /// How.
    pub detail: &'static str,
}

impl Invariant {
    /// All that are checked here.
    pub const ALL: [Self; 7] = [
        Self::I1Warrant,
        Self::I2Notices,
        Self::I3LiftedByPayment,
        Self::I4Quittance,
        Self::I5Floor,
        Self::I6Balanced,
        Self::I9Holds,
    ];

    /// The design's number, for counters and logs.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::I1Warrant => "I1",
            Self::I2Notices => "I2",
            Self::I3LiftedByPayment => "I3",
            Self::I4Quittance => "I4",
            Self::I5Floor => "I5",
            Self::I6Balanced => "I6",
            Self::I9Holds => "I9",
        }
    }
}

impl fmt::Display for Invariant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// Checks a decision against the contract before it.
///
/// # Errors
/// The first invariant it would break.
pub fn check(before: &Contract, decision: &Decision, pack: &Pack, now: Timestamp) -> Result<(), Violation> {
    let case = Case { before, after: &decision.contract, decision, pack, now };
    for invariant in Invariant::ALL {
        let fault = match invariant {
            Invariant::I1Warrant => case.warrant_fault(),
            Invariant::I2Notices => case.notice_fault(),
            Invariant::I3LiftedByPayment => case.lift_fault(),
            Invariant::I4Quittance => case.quittance_fault(),
            Invariant::I5Floor => case.floor_fault(),
            Invariant::I6Balanced => case.books_fault(),
            Invariant::I9Holds => case.hold_fault(),
        };
        if let Some(detail) = fault {
            return Err(Violation { invariant, detail });
        }
    }
    Ok(())
}

struct Case<'a> {
    before: &'a Contract,
    after: &'a Contract,
    decision: &'a Decision,
    pack: &'a Pack,
    now: Timestamp,
}

impl Case<'_> {
    fn level(&self) -> Level {
        self.after.restriction.level
    }

    fn warrant_fault(&self) -> Option<&'static str> {
        let told = self.decision.standing.as_ref().map(|order| &order.standing.body);
        if told.is_some_and(|standing| standing.level != self.level()) {
            return Some("the device is told another level than the contract has");
        }
        if self.level() == Level::None {
            return self.after.restriction.warrant.is_some().then_some("a warrant without a restriction");
        }
        let Some(term) = &self.after.restriction.warrant else { return Some("restricted without a warrant") };
        let days = term.issued_at.duration_until(term.expires_at);
        if term.expires_at <= self.now || term.issued_at > self.now {
            return Some("the warrant is not valid now");
        }
        if days > SignedDuration::from_hours(i64::from(self.pack.warrant_valid_days) * 24) {
            return Some("the warrant is valid for longer than the pack allows");
        }
        let Some(device) = &self.after.device.enrolled else { return Some("restricted before enrollment") };
        let Some(order) = &self.decision.standing else { return None };
        let Some(warrant) = &order.warrant else { return Some("a standing that restricts lacks its warrant") };
        let exact = warrant.body.level == self.level()
            && warrant.body.device_key == device.key.thumbprint()
            && Some(warrant.body.terms) == self.after.accepted.map(|accepted| accepted.digest)
            && warrant.body.pack == self.pack.digest()
            && warrant.claims.subject == self.after.id
            && warrant.claims.audience == proof::Party::Device(self.after.device.id);
        (!exact).then_some("the warrant is for something else")
    }

    fn notice_fault(&self) -> Option<&'static str> {
        if self.level() == Level::None {
            return None;
        }
        let Some(delinquency) = &self.after.delinquency else { return Some("restricted without a delinquency") };
        if self.pack.notices.is_empty() {
            return Some("restricted under a pack without notices");
        }
        for rule in &self.pack.notices {
            let issued = delinquency.notices.iter().find(|notice| notice.key == rule.key);
            let Some(start) = issued.and_then(|notice| cure_began(notice, rule.min_channels)) else {
                return Some("restricted before a notice was delivered");
            };
            let cure = SignedDuration::from_hours(i64::from(rule.cure_days) * 24);
            if start.checked_add(cure).is_ok_and(|end| end > self.now) {
                return Some("restricted before the time to cure ran out");
            }
        }
        None
    }

    fn lift_fault(&self) -> Option<&'static str> {
        let warrant = self.before.restriction.warrant.as_ref()?;
        let paid = self.before.account.outstanding().minus(self.after.account.outstanding()).ok()?;
        if paid < warrant.amount {
            return None;
        }
        if self.level() != Level::None {
            return Some("the amount the warrant named is paid and the restriction stays");
        }
        self.decision.standing.is_none().then_some("the restriction is lifted and the device is not told")
    }

    fn quittance_fault(&self) -> Option<&'static str> {
        let released = self.before.restriction.quittance.is_some() || self.after.restriction.quittance.is_some();
        if released && self.level() != Level::None {
            return Some("restricted after the quittance");
        }
        if self.before.restriction.quittance.is_some() && self.after.restriction.quittance.is_none() {
            return Some("a quittance was taken back");
        }
        let settled_now = self.before.is_active() && self.after.account.outstanding().is_zero();
        let enrolled = self.after.device.enrolled.is_some();
        let told = self.decision.standing.as_ref().is_some_and(|order| order.quittance.is_some());
        (settled_now && enrolled && !told).then_some("paid in full without a quittance")
    }

    fn floor_fault(&self) -> Option<&'static str> {
        (!self.pack.floor.missing().is_empty()).then_some("the pack's floor is not complete")
    }

    fn books_fault(&self) -> Option<&'static str> {
        let mut balance = TrialBalance::default();
        self.decision.postings.iter().for_each(|posting| balance.add(posting));
        (!balance.is_balanced()).then_some("debits and credits differ")
    }

    fn hold_fault(&self) -> Option<&'static str> {
        if self.level() <= self.before.restriction.level {
            return None;
        }
        if !self.after.holds.is_empty() {
            return Some("a level rose while a hold was open");
        }
        let stale = SignedDuration::from_hours(i64::from(self.pack.feed_stale_after_hours));
        let age = self.after.restriction.warrant.as_ref()?.reconciled_to.duration_until(self.now);
        (age > stale).then_some("a level rose while the payment feed was stale")
    }
}

/// When the delivery that made the channels complete happened.
fn cure_began(notice: &IssuedNotice, min_channels: u8) -> Option<Timestamp> {
    let mut times = notice.deliveries.iter().map(|delivery| delivery.at).collect::<Vec<_>>();
    times.sort_unstable();
    times.into_iter().nth(usize::from(min_channels.checked_sub(1)?))
}
