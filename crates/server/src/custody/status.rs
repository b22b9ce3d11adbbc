use ident::LenderId;
use jiff::Timestamp;
use proof::Digest;
use proof::authority::Trust;
use serde::Serialize;

use super::record::{KeyRecord, Private};
use super::{KeyStore, Purpose};

/// What the key store holds, and until when it is good.
#[derive(Debug, Clone, Serialize)]
pub struct Status {
    /// The root in force; none before the first start.
    pub root: Option<RootStatus>,
    /// The ombudsman's key that goes into the next rosters.
    pub ombudsman: Option<Digest>,
    /// Every lender's roster.
    pub rosters: Vec<RosterStatus>,
}

/// A root.
#[derive(Debug, Clone, Serialize)]
pub struct RootStatus {
    /// Its version.
    pub version: u32,
    /// The installation's name.
    pub origin: String,
    /// Its name, which new enrollment codes carry.
    pub name: Digest,
    /// How many keys must sign.
    pub threshold: u8,
    /// The keys.
    pub keys: Vec<Digest>,
    /// When nothing new may be restricted under it any more.
    pub expires_at: Timestamp,
    /// Whether the server itself holds its key: nobody has held a ceremony yet.
    pub is_automatic: bool,
}

/// A lender's roster and the keys behind it.
#[derive(Debug, Clone, Serialize)]
pub struct RosterStatus {
    /// Whose.
    pub lender: LenderId,
    /// The version of the root it is under.
    pub root: u32,
    /// Its version.
    pub version: u64,
    /// When nothing new may be restricted under it any more.
    pub expires_at: Timestamp,
    /// The lender's keys on this server.
    pub keys: Vec<KeyStatus>,
}

/// One key.
#[derive(Debug, Clone, Serialize)]
pub struct KeyStatus {
    /// What it signs.
    pub purpose: Purpose,
    /// Counts from 1.
    pub generation: u32,
    /// Its name.
    pub key: Digest,
    /// Whether the roster in force lists it.
    pub is_listed: bool,
    /// Where its private half is: `sealed` in the folder, or the program that keeps it.
    pub kept_by: String,
    /// When it was made.
    pub made_at: Timestamp,
    /// When everything it signed became void.
    pub revoked_at: Option<Timestamp>,
    /// When nothing it signed was needed any more.
    pub retired_at: Option<Timestamp>,
}

impl KeyStore {
    /// What is there, for people to look at. No secret is in it.
    #[must_use]
    pub fn status(&self) -> Status {
        let state = self.lock();
        let is_automatic = state.automatic().is_some();
        let root = state.roots.last().map(|root| {
            let says = root.unverified();
            RootStatus {
                version: says.version,
                origin: says.origin.clone(),
                name: root.digest(),
                threshold: says.threshold,
                keys: says.keys.iter().map(proof::keys::PublicKey::thumbprint).collect(),
                expires_at: says.expires_at,
                is_automatic,
            }
        });
        let mut rosters: Vec<_> = state.rosters.values().map(|trust| roster(trust, &state.records)).collect();
        rosters.sort_by_key(|roster| roster.lender);
        Status { root, ombudsman: state.ombudsman.map(|key| key.thumbprint()), rosters }
    }
}

fn roster(trust: &Trust, records: &[KeyRecord]) -> RosterStatus {
    let says = trust.roster();
    let own = records.iter().filter(|record| record.lender == Some(trust.lender()));
    let key = |record: &KeyRecord| KeyStatus {
        purpose: record.purpose,
        generation: record.generation,
        key: record.public_key.thumbprint(),
        is_listed: says.keys.iter().any(|listed| listed.key == record.public_key),
        kept_by: match &record.private {
            Private::Sealed(_) => "sealed".to_owned(),
            Private::External(program) => program.program.clone(),
        },
        made_at: record.made_at,
        revoked_at: record.revoked_at,
        retired_at: record.retired_at,
    };
    RosterStatus {
        lender: trust.lender(),
        root: says.root,
        version: says.version,
        expires_at: says.expires_at,
        keys: own.map(key).collect(),
    }
}
