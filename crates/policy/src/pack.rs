use std::fmt;

use minicbor::{Decode, Encode};
use money::Currency;
use serde::{Deserialize, Serialize};

use crate::{Floor, Level, NoticeRule, RaiseHours};

/// A pack's name, for example `in-rbi-2026-draft`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Encode, Decode)]
#[serde(transparent)]
#[cbor(transparent)]
pub struct PackId(#[n(0)] pub String);

impl fmt::Display for PackId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// SHA-256 of a pack's deterministic CBOR: what signed terms and warrants name.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Encode, Decode)]
#[serde(try_from = "String", into = "String")]
#[cbor(transparent)]
pub struct PackDigest(#[cbor(n(0), with = "minicbor::bytes")] pub [u8; 32]);

/// Exactly one version of one pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackRef {
    /// The pack's name.
    pub id: PackId,
    /// Its version.
    pub version: u32,
    /// Its content.
    pub digest: PackDigest,
}

/// How binding the rules behind a pack are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Encode, Decode)]
#[serde(rename_all = "snake_case")]
#[cbor(index_only)]
pub enum Status {
    /// The project's own conservative rules.
    #[n(0)]
    House,
    /// A published draft of a rule that is not in force.
    #[n(1)]
    Draft,
    /// A rule in force for something else, taken as a model for phones.
    #[n(2)]
    Model,
    /// A rule or judgment in force.
    #[n(3)]
    InForce,
}

/// How often a contract's installments fall due, as far as rules care.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Encode, Decode)]
#[serde(rename_all = "snake_case")]
#[cbor(index_only)]
pub enum Rhythm {
    /// Every seven days or more often.
    #[n(0)]
    WeeklyOrShorter,
    /// Anything longer.
    #[n(1)]
    Longer,
}

/// From which day past due a level may be reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Encode, Decode)]
#[serde(deny_unknown_fields)]
#[cbor(array)]
pub struct LevelRule {
    /// The level.
    #[n(0)]
    pub level: Level,
    /// Days past due for contracts of the longer rhythm.
    #[n(1)]
    pub from_dpd: u16,
    /// Days past due for weekly contracts; `from_dpd` when absent.
    #[n(2)]
    #[serde(default)]
    pub from_dpd_weekly: Option<u16>,
}

impl LevelRule {
    /// From which day past due the rule allows its level.
    #[must_use]
    pub fn day(&self, rhythm: Rhythm) -> u16 {
        match rhythm {
            Rhythm::WeeklyOrShorter => self.from_dpd_weekly.unwrap_or(self.from_dpd),
            Rhythm::Longer => self.from_dpd,
        }
    }
}

/// What the lender owes the borrower for restricting without right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Encode, Decode)]
#[serde(deny_unknown_fields)]
#[cbor(array)]
pub struct Compensation {
    /// Minor units per started hour.
    #[n(0)]
    pub per_hour_minor: i64,
    /// The currency of `per_hour_minor`.
    #[n(1)]
    pub currency: Currency,
}

/// What a device may do by itself when it hears nothing (invariant I12).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Encode, Decode)]
#[serde(deny_unknown_fields)]
#[cbor(array)]
pub struct SilenceRule {
    /// Days after `paid_through` without contact before the device may become `limited`, never more.
    #[n(0)]
    pub limited_after_days: u16,
    /// For how many days before that the device must show its own "connect or enter a code" notice.
    #[n(1)]
    pub notice_days: u16,
}

/// One version of one set of rules. Load it with [`Pack::from_toml`], which also checks it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Encode, Decode)]
#[serde(deny_unknown_fields)]
#[cbor(array)]
pub struct Pack {
    /// Name, lower case with dashes.
    #[n(0)]
    pub id: PackId,
    /// Counts up from 1; a version never changes.
    #[n(1)]
    pub version: u32,
    /// One line for people.
    #[n(2)]
    pub title: String,
    /// How binding the rules are.
    #[n(3)]
    pub status: Status,
    /// Law, draft or judgment the numbers come from.
    #[n(4)]
    pub source: String,
    /// Whether any restriction is allowed at all.
    #[n(5)]
    pub locking_allowed: bool,
    /// Days after a due date in which nothing happens.
    #[n(6)]
    pub grace_days: u16,
    /// All must be delivered and have run out before any level above `none` (invariant I2), in this order.
    #[n(7)]
    pub notices: Vec<NoticeRule>,
    /// The levels in use, lowest first; empty when locking is not allowed.
    #[n(8)]
    pub levels: Vec<LevelRule>,
    /// A level rises one step at a time and stays at least this many days on each step.
    #[n(9)]
    pub step_days: u16,
    /// What no level takes away (invariant I5).
    #[n(10)]
    pub floor: Floor,
    /// When a level may rise, in the contract's time zone.
    #[n(11)]
    pub raise_hours: RaiseHours,
    /// For how long a payment announced but not confirmed keeps a level from rising.
    #[n(12)]
    pub pending_payment_hold_hours: u16,
    /// The payment feed must be newer than this for a level to rise (invariant I9).
    #[n(13)]
    pub feed_stale_after_hours: u16,
    /// What wrongful restriction costs the lender; absent where no rule names a price.
    #[n(14)]
    #[serde(default)]
    pub compensation: Option<Compensation>,
    /// Within how many minutes of payment a restriction must be lifted.
    #[n(15)]
    pub restore_within_minutes: u32,
    /// For how many days a warrant is good before the lender must renew it.
    #[n(16)]
    pub warrant_valid_days: u16,
    /// Absent: silence changes nothing.
    #[n(17)]
    #[serde(default)]
    pub silence: Option<SilenceRule>,
}

impl Pack {
    /// SHA-256 over the deterministic CBOR form.
    #[must_use]
    pub fn digest(&self) -> PackDigest {
        use sha2::Digest as _;
        PackDigest(sha2::Sha256::digest(self.to_cbor()).into())
    }

    /// The deterministic CBOR form (RFC 8949, 4.2), as embedded in signed terms.
    #[must_use]
    pub fn to_cbor(&self) -> Vec<u8> {
        // Writing to a Vec can't fail.
        minicbor::to_vec(self).unwrap_or_default()
    }

    /// Name, version and content.
    #[must_use]
    pub fn reference(&self) -> PackRef {
        PackRef { id: self.id.clone(), version: self.version, digest: self.digest() }
    }

    /// From which day past due the level may be reached; `None` when the pack never allows it.
    #[must_use]
    pub fn from_dpd(&self, level: Level, rhythm: Rhythm) -> Option<u16> {
        let rule = self.levels.iter().find(|rule| rule.level == level && self.locking_allowed)?;
        Some(rule.day(rhythm))
    }

    /// The level one step above `level` among those in use, if any.
    #[must_use]
    pub fn next_level(&self, level: Level) -> Option<Level> {
        self.levels.iter().map(|rule| rule.level).filter(|candidate| *candidate > level).min()
    }
}

impl fmt::Display for PackDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&data_encoding::HEXLOWER.encode(&self.0))
    }
}

impl fmt::Debug for PackDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl From<PackDigest> for String {
    fn from(digest: PackDigest) -> Self {
        digest.to_string()
    }
}

impl TryFrom<String> for PackDigest {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let bytes = data_encoding::HEXLOWER.decode(text.as_bytes()).map_err(|e| e.to_string())?;
        bytes.try_into().map(Self).map_err(|_| "a digest has 32 bytes".to_owned())
    }
}
