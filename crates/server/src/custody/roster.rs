use ident::LenderId;
use jiff::{SignedDuration, Timestamp};
use proof::Digest;
use proof::authority::{LogPolicy, Role, Root, Roster, RosterKey};
use proof::keys::PublicKey;

use super::Purpose;
use super::record::KeyRecord;

/// For how long a roster is good. A test lender's clock may be moved years ahead in a day.
pub(super) const VALID: SignedDuration = SignedDuration::from_hours(365 * 24);
pub(super) const VALID_IN_TESTS: SignedDuration = SignedDuration::from_hours(3_650 * 24);

/// What ends sooner than this must be renewed.
pub const RENEW_BEFORE: SignedDuration = SignedDuration::from_hours(30 * 24);

/// For how long a key may sign after its roster ended. An ended roster restricts nothing new, whatever its keys
/// sign; but a phone must still be granted sessions, or it would hear of no release until people sign the next.
const KEYS_OUTLIVE: SignedDuration = SignedDuration::from_hours(3_650 * 24);

/// A key that was replaced stays listed this long after the last document it signed was signed anew: no
/// restriction lasts longer, so none in force loses its key by a rotation.
const KEPT_AFTER: SignedDuration = SignedDuration::from_hours(31 * 24);

/// For whom a roster is made, and when.
#[derive(Debug, Clone, Copy)]
pub struct Bearer {
    /// The lender.
    pub lender: LenderId,
    /// What time it is for it.
    pub now: Timestamp,
    /// Whether its clock is moved by hand.
    pub is_test: bool,
}

/// What a lender's next roster is to say: every key of its records that is neither revoked nor long out of use,
/// the log's and the ombudsman's; whatever was revoked once stays revoked.
pub(super) fn next<'a>(
    bearer: Bearer,
    root: &Root,
    held: Option<&Roster>,
    records: impl Iterator<Item = &'a KeyRecord> + Clone,
    (ombudsman, log): (Option<PublicKey>, &LogPolicy),
) -> Roster {
    let now = Timestamp::from_second(bearer.now.as_second()).unwrap_or(bearer.now);
    let valid = if bearer.is_test { VALID_IN_TESTS } else { VALID };
    let expires_at = now.checked_add(valid).unwrap_or(Timestamp::MAX);
    // A test clock may show any day.
    let outlived = expires_at.checked_add(KEYS_OUTLIVE).unwrap_or(Timestamp::MAX);
    let until = if bearer.is_test { Timestamp::MAX } else { outlived };
    let from = |key: &PublicKey, made_at: Timestamp| {
        if bearer.is_test {
            return Timestamp::UNIX_EPOCH;
        }
        let listed = held.and_then(|held| held.keys.iter().find(|listed| listed.key == *key));
        listed.map_or(made_at.min(now), |listed| listed.from)
    };
    let is_ours = |record: &&KeyRecord| record.lender.is_none_or(|lender| lender == bearer.lender);
    let records = records.filter(is_ours);
    let of_records = records.clone().filter(|record| is_listed(record, now)).filter_map(|record| {
        Some(RosterKey {
            role: role(record.purpose)?,
            key: record.public_key,
            from: from(&record.public_key, record.made_at),
            until,
            max_level: record.max_level,
            orders_per_hour: record.orders_per_hour,
        })
    });
    let of_ombudsman = ombudsman.map(|key| RosterKey {
        role: Role::Ombudsman,
        key,
        from: from(&key, now),
        until,
        max_level: None,
        orders_per_hour: None,
    });
    let mut revoked: Vec<Digest> = held.map(|held| held.revoked.clone()).unwrap_or_default();
    for record in records.filter(|record| record.revoked_at.is_some()) {
        let thumbprint = record.public_key.thumbprint();
        if !revoked.contains(&thumbprint) {
            revoked.push(thumbprint);
        }
    }
    Roster {
        root: root.version,
        lender: bearer.lender,
        version: held
            .filter(|held| held.root == root.version)
            .map_or(1, |held| held.version.saturating_add(1)),
        issued_at: now,
        expires_at,
        keys: of_records.chain(of_ombudsman).collect(),
        revoked,
        log: log.clone(),
        test: bearer.is_test,
    }
}

fn is_listed(record: &KeyRecord, now: Timestamp) -> bool {
    let is_over = record.retired_at.is_some_and(|at| now.duration_since(at) >= KEPT_AFTER);
    record.revoked_at.is_none() && !is_over
}

const fn role(purpose: Purpose) -> Option<Role> {
    match purpose {
        Purpose::Command => Some(Role::Command),
        Purpose::Freshness => Some(Role::Freshness),
        Purpose::Log => Some(Role::Log),
        Purpose::Ombudsman | Purpose::Root | Purpose::Master => None,
    }
}
