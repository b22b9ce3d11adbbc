use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use money::Money;
use policy::{Level, Pack};
use proof::Digest;
use serde::{Deserialize, Serialize};

use crate::LoggedWarrant;

/// What the device is told, and what it says it did.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Restriction {
    /// The wanted level.
    pub level: Level,
    /// The wanted level's last change.
    pub changed_at: Option<Timestamp>,
    /// The level the device was told last: below the wanted one while the log is waited for (invariant I8).
    #[serde(default)]
    pub told_level: Level,
    /// The told level's last change.
    #[serde(default)]
    pub told_level_at: Option<Timestamp>,
    /// The last standing issued; 0 before enrollment.
    pub standing_seq: u64,
    /// What the warrant in force rests on; present exactly while the level is above `none`.
    pub warrant: Option<WarrantTerm>,
    /// The warrant given to the log last; nothing while nothing is restricted.
    #[serde(default)]
    pub queued: Option<Digest>,
    /// The newest warrant that is in the log; nothing while nothing is restricted.
    #[serde(default)]
    pub logged: Option<LoggedWarrant>,
    /// The content of the last standing, without its number: the device is told again when it changes.
    pub told: Option<Digest>,
    /// The quittance, once issued. Nothing rises after it (invariant I4).
    pub quittance: Option<Digest>,
    /// The ombudsman's release, if there is one. Nothing rises after it either; the debt may remain.
    #[serde(default)]
    pub release: Option<Digest>,
    /// What the device said last.
    pub applied: Option<AppliedLevel>,
    /// Our last standing when the device said that it knows a higher one.
    #[serde(default)]
    pub ahead_of: Option<u64>,
}

/// The part of a warrant that is not found elsewhere in the contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WarrantTerm {
    /// When it was issued.
    pub issued_at: Timestamp,
    /// When it ends unless renewed.
    pub expires_at: Timestamp,
    /// Payments up to this instant were taken into account.
    pub reconciled_to: Timestamp,
    /// Paying this lifts the restriction.
    pub amount: Money,
    /// The oldest unpaid due date it names.
    pub oldest_due_on: Date,
}

impl Restriction {
    /// Whether the device was told the wanted level or more: nothing waits for the log.
    #[must_use]
    pub fn is_told(&self) -> bool {
        self.told_level >= self.level
    }
}

impl WarrantTerm {
    /// A live lender renews at half of the validity, so that a day's outage frees nobody by mistake.
    #[must_use]
    pub fn renew_at(&self) -> Timestamp {
        let half = self.issued_at.duration_until(self.expires_at) / 2;
        self.issued_at.checked_add(half).unwrap_or(self.expires_at)
    }

    /// Whether the payments it took into account are known only up to an instant that is too long ago to raise
    /// by (invariant I9).
    pub(crate) fn is_stale(&self, pack: &Pack, now: Timestamp) -> bool {
        let longest = SignedDuration::from_hours(i64::from(pack.feed_stale_after_hours));
        self.reconciled_to.duration_until(now) > longest
    }

    /// A term from `at` for `days`.
    #[must_use]
    pub fn expiry(at: Timestamp, days: u16) -> Timestamp {
        at.checked_add(SignedDuration::from_hours(i64::from(days) * 24)).unwrap_or(at)
    }
}

/// What the device said it did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppliedLevel {
    /// The level in force on the device.
    pub level: Level,
    /// The standing it follows; 0 while none is in force on it.
    pub standing_seq: u64,
    /// When, by the device's trusted time.
    pub at: Timestamp,
}
