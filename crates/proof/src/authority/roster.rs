use ident::LenderId;
use jiff::Timestamp;
use minicbor::{Decode, Encode};
use policy::Level;

use super::root::is_origin;
use super::{Charter, Role, TrustError};
use crate::Digest;
use crate::keys::{Algorithm, PublicKey};

/// Most keys of a roster.
const MOST_KEYS: usize = 64;
/// Most revoked keys remembered.
const MOST_REVOKED: usize = 1024;
/// Most witnesses.
const MOST_WITNESSES: usize = 32;

/// The working keys of one lender, signed by the root's keys.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Roster {
    /// The version of the root whose keys sign it.
    #[n(0)]
    pub root: u32,
    /// The lender.
    #[n(1)]
    pub lender: LenderId,
    /// Rises under one root; begins anew under the next.
    #[n(2)]
    pub version: u64,
    /// When it was made.
    #[cbor(n(3), with = "crate::cbor::seconds")]
    pub issued_at: Timestamp,
    /// From then on nothing new may be restricted under it.
    #[cbor(n(4), with = "crate::cbor::seconds")]
    pub expires_at: Timestamp,
    /// The keys.
    #[n(5)]
    pub keys: Vec<RosterKey>,
    /// Thumbprints of keys whose every word is void.
    #[n(6)]
    pub revoked: Vec<Digest>,
    /// Where restrictions are logged, and who watches.
    #[n(7)]
    pub log: LogPolicy,
    /// Whether the lender only rehearses: its clock is moved by hand, and the log says so of its every entry.
    #[cbor(n(8), skip_if = "is_absent")]
    pub test: bool,
}

/// What is false is left out.
const fn is_absent(flag: &bool) -> bool {
    !*flag
}

/// A key and what it may do.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct RosterKey {
    /// What it signs.
    #[n(0)]
    pub role: Role,
    /// An Ed25519 key.
    #[n(1)]
    pub key: PublicKey,
    /// The first instant at which it may sign.
    #[cbor(n(2), with = "crate::cbor::seconds")]
    pub from: Timestamp,
    /// The first instant at which it may no longer.
    #[cbor(n(3), with = "crate::cbor::seconds")]
    pub until: Timestamp,
    /// For commands: the highest level it may order; absent: none.
    #[n(4)]
    pub max_level: Option<Level>,
    /// For commands: how many restrictions it signs in an hour at most; a device can't count them, a log can.
    #[n(5)]
    pub orders_per_hour: Option<u32>,
}

/// The public log that every restriction must be in. Its own keys are the roster's with the role `log`.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct LogPolicy {
    /// The log's origin line; the root's origin.
    #[n(0)]
    pub origin: String,
    /// So many of the witnesses must have cosigned a checkpoint.
    #[n(1)]
    pub quorum: u8,
    /// The witnesses.
    #[n(2)]
    pub witnesses: Vec<Witness>,
}

/// Somebody who watches that a log never forks.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Witness {
    /// Its name in a signed note.
    #[n(0)]
    pub name: String,
    /// Its Ed25519 key.
    #[n(1)]
    pub key: PublicKey,
}

impl RosterKey {
    /// Whether it may sign at this instant.
    ///
    /// # Errors
    /// [`TrustError::KeyWindow`] before and after its time.
    pub fn check_window(&self, at: Timestamp) -> Result<(), TrustError> {
        let (from, until) = (self.from, self.until);
        if from <= at && at < until { Ok(()) } else { Err(TrustError::KeyWindow { from, until, at }) }
    }
}

impl Charter for Roster {
    const TYP: &'static str = "application/quittance-roster+cbor";

    fn check(&self) -> Result<(), TrustError> {
        let names = |n: usize| self.log.witnesses[..n].iter().map(|witness| &witness.name);
        let is_ed25519 = |key: &PublicKey| key.algorithm() == Algorithm::EdDsa;
        let problem = if self.root == 0 || self.version == 0 {
            "versions count from 1"
        } else if self.issued_at >= self.expires_at || self.keys.iter().any(|key| key.from >= key.until) {
            "time, or a key's, ends before it begins"
        } else if self.keys.len() > MOST_KEYS || !self.has_one_role_a_key() {
            "keys are at most 64, each with one role"
        } else if !self.keys.iter().map(|key| &key.key).all(is_ed25519)
            || !self.log.witnesses.iter().map(|witness| &witness.key).all(is_ed25519)
        {
            "keys are Ed25519 keys"
        } else if self.revoked.len() > MOST_REVOKED {
            "revoked keys are at most 1024"
        } else if !is_origin(&self.log.origin) || self.log.witnesses.iter().any(|w| !is_origin(&w.name)) {
            "names have 1 to 128 visible ASCII characters other than `+`"
        } else if self.log.witnesses.len() > MOST_WITNESSES
            || (1..self.log.witnesses.len()).any(|n| names(n).any(|name| *name == self.log.witnesses[n].name))
        {
            "witnesses are at most 32, of different names"
        } else if usize::from(self.log.quorum) > self.log.witnesses.len() {
            "quorum is at most the number of witnesses"
        } else {
            return Ok(());
        };
        Err(TrustError::RosterContent(problem))
    }

    fn malformed(error: crate::DocumentError) -> TrustError {
        TrustError::RosterForm(error)
    }
}

impl Roster {
    fn has_one_role_a_key(&self) -> bool {
        let is_known = |n: usize| self.keys[..n].iter().any(|known| known.key == self.keys[n].key);
        !(1..self.keys.len()).any(is_known)
    }
}
