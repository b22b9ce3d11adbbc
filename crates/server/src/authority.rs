use std::fmt;
use std::sync::Arc;

use ident::LenderId;
use jiff::{SignedDuration, Timestamp};
use minicbor::bytes::ByteVec;
use policy::Level;
use proof::Digest;
use proof::authority::{Endorsed, LogPolicy, Role, Root, Roster, RosterKey, Trust, TrustError};
use proof::keys::{PublicKey, SignError, Signer};
use proof::log::LogTrust;

use crate::KeyRing;
use crate::custody::Mandate;

/// A private key that any task may use.
pub type SharedSigner = Arc<dyn Signer + Send + Sync>;

/// What devices must be shown to believe a lender's server, and the keys that go with it.
pub struct Authority {
    /// The whole chain, from version 1.
    roots: Vec<Vec<u8>>,
    roster: Vec<u8>,
    trust: Trust,
    /// What the roster lets the command key do.
    scope: RosterKey,
    /// The private keys.
    pub keys: WorkingKeys,
}

/// The private halves of a roster's keys.
#[derive(Clone)]
pub struct WorkingKeys {
    /// Signs terms, standings, warrants and quittances.
    pub command: SharedSigner,
    /// Signs grants.
    pub freshness: SharedSigner,
}

/// Why a lender has no authority.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AuthorityError {
    /// Roots and roster don't fit together.
    #[error(transparent)]
    Trust(#[from] TrustError),
    /// A key of the root can't be used.
    #[error(transparent)]
    Sign(#[from] SignError),
}

/// What a device does not have yet.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Newer {
    /// Roots after its own.
    pub roots: Vec<ByteVec>,
    /// The roster.
    pub roster: Option<ByteVec>,
}

/// An automatic root and what it signs are good for so long.
const AUTOMATIC: SignedDuration = SignedDuration::from_hours(10 * 365 * 24);

impl Authority {
    /// A chain of roots from version 1 and the roster under the last.
    ///
    /// # Errors
    /// When a device would not believe them.
    pub fn new(roots: Vec<Vec<u8>>, roster: Vec<u8>, keys: WorkingKeys) -> Result<Self, TrustError> {
        let first = roots.first().ok_or(TrustError::RootContent("chain is empty"))?;
        let pinned = Endorsed::<Root>::parse(first)?.digest();
        let trust = Trust::first(&pinned, &roots, &roster)?;
        let scope = trust.named(keys.command.public_key().kid(), Role::Command)?.clone();
        Ok(Self { roots, roster, trust, scope, keys })
    }

    /// What the key store says.
    #[must_use]
    pub fn of(mandate: &Mandate) -> Self {
        let Mandate { roots, trust, command, scope, freshness } = mandate;
        let keys = WorkingKeys { command: Arc::clone(command), freshness: Arc::clone(freshness) };
        let (_, roster) = trust.to_bytes();
        Self { roots: roots.clone(), roster, trust: trust.clone(), scope: scope.clone(), keys }
    }

    /// An installation that no ceremony was held for: a root of one key and a roster, both made from the master
    /// secret, the same at every start. Its origin is
    /// the log's.
    ///
    /// # Errors
    /// Never with keys in memory; the types say what could go wrong with others.
    pub fn automatic(
        ring: &KeyRing,
        log: &LogTrust,
        lender: LenderId,
        (created_at, is_test): (Timestamp, bool),
    ) -> Result<Self, AuthorityError> {
        let keys = WorkingKeys {
            command: Arc::new(ring.command_key(lender)),
            freshness: Arc::new(ring.freshness_key(lender)),
        };
        let (root_key, origin) = (ring.root_key(), log.origin.clone());
        let mut listed_keys = vec![
            listed(Role::Command, keys.command.public_key()),
            listed(Role::Freshness, keys.freshness.public_key()),
        ];
        listed_keys.extend(log.keys.iter().map(|key| listed(Role::Log, *key)));
        let root = Root {
            version: 1,
            origin: origin.clone(),
            threshold: 1,
            keys: vec![root_key.public_key()],
            issued_at: Timestamp::UNIX_EPOCH,
            expires_at: Timestamp::MAX,
        };
        let roster = Roster {
            root: 1,
            lender,
            version: 1,
            issued_at: created_at,
            expires_at: created_at.checked_add(AUTOMATIC).unwrap_or(Timestamp::MAX),
            keys: listed_keys,
            revoked: Vec::new(),
            log: LogPolicy { origin, quorum: 0, witnesses: Vec::new() },
            test: is_test,
        };
        let (mut root, mut roster) = (Endorsed::draft(&root)?, Endorsed::draft(&roster)?);
        root.try_sign(&root_key)?;
        roster.try_sign(&root_key)?;
        Ok(Self::new(vec![root.to_bytes()], roster.to_bytes(), keys)?)
    }

    /// What devices come to believe.
    #[must_use]
    pub const fn trust(&self) -> &Trust {
        &self.trust
    }

    /// Whether devices accept this level from the command key. A key without a highest level restricts nothing.
    #[must_use]
    pub fn may_order(&self, level: Level) -> bool {
        level <= self.scope.max_level.unwrap_or_default()
    }

    /// How many restrictions the command key may order in an hour, if the roster says so.
    #[must_use]
    pub const fn orders_per_hour(&self) -> Option<u32> {
        self.scope.orders_per_hour
    }

    /// The root that new enrollment codes name.
    #[must_use]
    pub fn root_name(&self) -> Digest {
        self.trust.root_digest()
    }

    /// What a device with these versions of root and roster lacks: nothing, mostly.
    #[must_use]
    pub fn newer_than(&self, root: u32, roster: u64) -> Newer {
        if (root, roster) >= self.trust.version() {
            return Newer::default();
        }
        let held = usize::try_from(root).unwrap_or(usize::MAX);
        let roots = self.roots.iter().skip(held).cloned().map(ByteVec::from).collect();
        Newer { roots, roster: Some(self.roster.clone().into()) }
    }

    /// All of it, for a device that may remember nothing.
    #[must_use]
    pub fn papers(&self) -> (Vec<ByteVec>, ByteVec) {
        (self.roots.iter().cloned().map(ByteVec::from).collect(), self.roster.clone().into())
    }
}

/// From the beginning: a test clock may show any day.
fn listed(role: Role, key: PublicKey) -> RosterKey {
    RosterKey {
        role,
        key,
        from: Timestamp::UNIX_EPOCH,
        until: Timestamp::MAX,
        max_level: (role == Role::Command).then_some(Level::Locked),
        orders_per_hour: None,
    }
}

/// Names no secret.
impl fmt::Debug for Authority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Authority").field("version", &self.trust.version()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn authority() -> Authority {
        of(7, "2026-02-01T12:00:00.5Z".parse().unwrap())
    }

    fn of(master: u8, created_at: Timestamp) -> Authority {
        let ring = KeyRing::new([master; 32]);
        let origin = "quittance.example/log".to_owned();
        let keys = vec![ring.log_key().public_key()];
        let log = LogTrust { origin, keys, witnesses: Vec::new(), quorum: 0 };
        Authority::automatic(&ring, &log, LenderId::from_bytes([1; 16]), (created_at, false)).unwrap()
    }

    #[test]
    fn the_automatic_one_is_the_same_at_every_start() {
        let (first, again) = (authority(), authority());
        assert_eq!(first.papers(), again.papers());
        assert_eq!(first.root_name(), again.root_name());
        assert_ne!(of(8, Timestamp::UNIX_EPOCH).root_name(), first.root_name());
        assert_eq!(first.trust().log().keys, [KeyRing::new([7; 32]).log_key().public_key()]);
    }

    #[test]
    fn a_device_is_given_what_it_lacks_and_nothing_else() {
        let authority = authority();
        assert_eq!(authority.newer_than(1, 1), Newer::default());
        assert_eq!(authority.newer_than(1, 2), Newer::default());
        assert_eq!(authority.newer_than(2, 0), Newer::default());
        let roster = Some(authority.papers().1);
        assert_eq!(authority.newer_than(1, 0), Newer { roots: Vec::new(), roster: roster.clone() });
        assert_eq!(authority.newer_than(0, 9), Newer { roots: authority.papers().0, roster });
    }

    #[test]
    fn what_no_device_would_believe_is_refused() {
        let (good, other) = (authority(), of(8, Timestamp::UNIX_EPOCH));
        let keys = good.keys.clone();
        assert!(Authority::new(good.roots.clone(), other.roster, keys.clone()).is_err());
        assert!(Authority::new(Vec::new(), good.roster, keys).is_err());
    }
}
