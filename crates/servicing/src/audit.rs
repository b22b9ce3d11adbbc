//! An independent pass over every decision, between `decide` and the store. It shares no code with the rules
//! and re-derives from the evidence alone what must hold; the executor refuses to store a decision that
//! fails here and counts every check by invariant.

mod evidence;
mod logged;
mod money;
mod plan;
mod release;
mod rise;

use std::fmt;

use jiff::Timestamp;
use policy::{Level, Pack};

use crate::{Contract, Decision};

/// The invariants of the design that a single decision can be checked against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Invariant {
    /// Restricted only with a valid warrant for exactly this device, contract and level, on a day on which the
    /// pack allows it.
    I1Warrant,
    /// No restriction before every notice was delivered and its time to cure ran out.
    I2Notices,
    /// Paying the named amount lifts, in the same transaction.
    I3LiftedByPayment,
    /// After the final payment the quittance is issued and nothing restricts again.
    I4Quittance,
    /// The floor is complete.
    I5Floor,
    /// Debits equal credits, and the books say what the account says.
    I6Balanced,
    /// The device is told of a restriction only with the proof that exactly its warrant is in the log; what
    /// lowers is told at once, and both are given to the log.
    I8Logged,
    /// No rise and no renewal while something forbids it: a hold, a stale feed, the hour, the step before.
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
    pub const ALL: [Self; 8] = [
        Self::I1Warrant,
        Self::I2Notices,
        Self::I3LiftedByPayment,
        Self::I4Quittance,
        Self::I5Floor,
        Self::I6Balanced,
        Self::I8Logged,
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
            Self::I8Logged => "I8",
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
            Invariant::I8Logged => case.log_fault(),
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

    fn floor_fault(&self) -> Option<&'static str> {
        (!self.pack.floor.missing().is_empty()).then_some("the pack's floor is not complete")
    }
}
