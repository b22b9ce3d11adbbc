use ident::LenderId;
use policy::Level;
use proof::Digest;
use proof::authority::{Charter, Endorsed, LogPolicy, Role, Root, Roster, RosterKey};
use proof::keys::{LenderKey, Signer as _};

use super::at;

pub(crate) const ORIGIN: &str = "quittance.example/log";

/// Roots of one person each, one after the other, and the roster under the last.
pub(crate) struct Authority {
    pub(crate) roots: Vec<Root>,
    pub(crate) roster: Roster,
    pub(crate) freshness: LenderKey,
    pub(crate) ombudsman: LenderKey,
}

/// Signs the log's checkpoints.
pub(crate) fn log_key() -> LenderKey {
    LenderKey::from_seed(&[33; 32])
}

/// Who holds the n-th root.
fn person(version: u32) -> LenderKey {
    LenderKey::from_seed(&[40 + u8::try_from(version).unwrap(); 32])
}

pub(crate) fn root(version: u32) -> Root {
    Root {
        version,
        origin: ORIGIN.to_owned(),
        threshold: 1,
        keys: vec![person(version).public_key()],
        issued_at: at("2025-01-01T00:00:00Z"),
        expires_at: at("2040-01-01T00:00:00Z"),
    }
}

pub(crate) fn roster_key(role: Role, key: &LenderKey) -> RosterKey {
    RosterKey {
        role,
        key: key.public_key(),
        from: at("2025-01-01T00:00:00Z"),
        until: at("2040-01-01T00:00:00Z"),
        max_level: (role == Role::Command).then_some(Level::Locked),
        orders_per_hour: None,
    }
}

pub(crate) fn signed<T: Charter>(content: &T, versions: &[u32]) -> Vec<u8> {
    let mut endorsed = Endorsed::draft(content).unwrap();
    for version in versions {
        endorsed.try_sign(&person(*version)).unwrap();
    }
    endorsed.to_bytes()
}

impl Authority {
    pub(crate) fn new(lender: LenderId, command: &LenderKey) -> Self {
        let (freshness, ombudsman) = (LenderKey::from_seed(&[31; 32]), LenderKey::from_seed(&[32; 32]));
        let roster = Roster {
            root: 1,
            lender,
            version: 1,
            issued_at: at("2025-01-01T00:00:00Z"),
            expires_at: at("2040-01-01T00:00:00Z"),
            keys: vec![
                roster_key(Role::Command, command),
                roster_key(Role::Freshness, &freshness),
                roster_key(Role::Ombudsman, &ombudsman),
                roster_key(Role::Log, &log_key()),
            ],
            revoked: Vec::new(),
            log: LogPolicy { origin: ORIGIN.to_owned(), quorum: 0, witnesses: Vec::new() },
            test: false,
        };
        Self { roots: vec![root(1)], roster, freshness, ombudsman }
    }

    /// Each root signed by its own person and the one before.
    pub(crate) fn signed_roots(&self) -> Vec<Vec<u8>> {
        let sign = |root: &Root| match root.version {
            1 => signed(root, &[1]),
            version => signed(root, &[version - 1, version]),
        };
        self.roots.iter().map(sign).collect()
    }

    pub(crate) fn signed_roster(&self) -> Vec<u8> {
        signed(&self.roster, &[self.roster.root])
    }

    pub(crate) fn pinned(&self) -> Digest {
        Endorsed::draft(&self.roots[0]).unwrap().digest()
    }

    /// The next roster under the same root.
    pub(crate) fn amend(&mut self, change: impl FnOnce(&mut Roster)) {
        self.roster.version += 1;
        change(&mut self.roster);
    }

    /// The next root, and a first roster under it.
    pub(crate) fn renew_root(&mut self) {
        let version = self.roster.root + 1;
        self.roots.push(root(version));
        (self.roster.root, self.roster.version) = (version, 1);
    }

    /// A command key takes the place of the one before, which is revoked if it was stolen.
    pub(crate) fn rotate(&mut self, before: &LenderKey, next: &LenderKey, is_stolen: bool) {
        let before = before.public_key();
        self.amend(|roster| {
            roster.keys.retain(|listed| listed.key != before);
            roster.keys.push(roster_key(Role::Command, next));
            if is_stolen {
                roster.revoked.push(before.thumbprint());
            }
        });
    }
}
