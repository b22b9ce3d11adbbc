use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use money::Money;
use policy::Level;
use proof::Digest;
use serde::{Deserialize, Serialize};

/// What the device is told, and what it says it did.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Restriction {
    /// The wanted level.
    pub level: Level,
    /// The wanted level's last change.
    pub changed_at: Option<Timestamp>,
    /// The last standing issued; 0 before enrollment.
    pub standing_seq: u64,
    /// What the warrant in force rests on; present exactly while the level is above `none`.
    pub warrant: Option<WarrantTerm>,
    /// The content of the last standing, without its number: the device is told again when it changes.
    pub told: Option<Digest>,
    /// The quittance, once issued. Nothing rises after it (invariant I4).
    pub quittance: Option<Digest>,
    /// What the device said last.
    pub applied: Option<AppliedLevel>,
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

impl WarrantTerm {
    /// A live lender renews at half of the validity, so that a day's outage frees nobody by mistake.
    #[must_use]
    pub fn renew_at(&self) -> Timestamp {
        let half = self.issued_at.duration_until(self.expires_at) / 2;
        self.issued_at.checked_add(half).unwrap_or(self.expires_at)
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
    /// The standing it follows.
    pub standing_seq: u64,
    /// When, by the device's trusted time.
    pub at: Timestamp,
}
