use ident::LenderId;
use jiff::Timestamp;

use super::{Endorsed, Role, Root, Roster, RosterKey, TrustError};
use crate::keys::KeyId;
use crate::{Digest, Document, Parsed, Verified};

/// A root and a lender's roster that its keys signed. Nothing but [`Trust::first`] and [`Trust::advance`]
/// makes one from foreign bytes, so whoever holds one has verified it.
#[derive(Debug, Clone, PartialEq)]
pub struct Trust {
    root: Endorsed<Root>,
    roster: Endorsed<Roster>,
    // Beside their keys: thumbprints are looked up for every signature.
    thumbprints: Vec<Digest>,
}

impl Trust {
    /// The first trust of a device: from the root whose name it pinned, along the chain to the last root, and
    /// that one's roster. Roots before the pinned one are not looked at.
    ///
    /// # Errors
    /// Any [`TrustError`] about roots, rosters and their signatures. Whether their time is over, says
    /// [`Trust::check_time`].
    pub fn first(pinned: &Digest, roots: &[impl AsRef<[u8]>], roster: &[u8]) -> Result<Self, TrustError> {
        let mut roots = roots.iter().map(|bytes| Endorsed::<Root>::parse(bytes.as_ref()));
        let first = roots
            .find(|root| root.as_ref().is_ok_and(|root| root.digest() == *pinned))
            .ok_or(TrustError::RootNotPinned(*pinned))??;
        check_own_threshold(&first)?;
        let last = roots.try_fold(first, |held, next| follow(&held, next?))?;
        let roster = verify_roster(&last, Endorsed::parse(roster)?)?;
        Ok(Self::new(last, roster))
    }

    /// Reads back what was verified before.
    ///
    /// # Errors
    /// When the bytes are not a root and its roster.
    pub fn restore(root: &[u8], roster: &[u8]) -> Result<Self, TrustError> {
        let root = Endorsed::parse(root)?;
        check_own_threshold(&root)?;
        let roster = verify_roster(&root, Endorsed::parse(roster)?)?;
        Ok(Self::new(root, roster))
    }

    fn new(root: Endorsed<Root>, roster: Endorsed<Roster>) -> Self {
        let thumbprints = roster.unverified().keys.iter().map(|listed| listed.key.thumbprint()).collect();
        Self { root, roster, thumbprints }
    }

    /// Takes newer documents: roots first, each exactly one version on and signed by the threshold of both, then
    /// the roster, by the last root, of the same lender, no older. `None` when there is nothing new. A new root
    /// comes with its roster; under it versions begin anew, so that whoever used them up has gained nothing.
    ///
    /// # Errors
    /// Any [`TrustError`] about roots and rosters; what is held stays in force then.
    pub fn advance(
        &self,
        roots: &[impl AsRef<[u8]>],
        roster: Option<&[u8]>,
    ) -> Result<Option<Self>, TrustError> {
        let mut root = self.root.clone();
        for bytes in roots {
            let next = Endorsed::<Root>::parse(bytes.as_ref())?;
            if next.unverified().version > self.root().version {
                root = follow(&root, next)?;
            }
        }
        let is_next_root = root.unverified().version > self.root().version;
        let Some(bytes) = roster else {
            let held = self.roster().root;
            let found = root.unverified().version;
            return if is_next_root {
                Err(TrustError::RosterRoot { held: found, found: held })
            } else {
                Ok(None)
            };
        };
        if !is_next_root && bytes == self.roster.to_bytes() {
            return Ok(None);
        }
        let roster = verify_roster(&root, Endorsed::parse(bytes)?)?;
        if roster.unverified().lender != self.lender() {
            return Err(TrustError::RosterLender);
        }
        let (held, found) = (self.roster().version, roster.unverified().version);
        if is_next_root || found > held {
            return Ok(Some(Self::new(root, roster)));
        }
        let is_held = roster.digest() == self.roster.digest();
        if is_held { Ok(None) } else { Err(TrustError::RosterOlder { held, found }) }
    }

    /// The root.
    #[must_use]
    pub const fn root(&self) -> &Root {
        self.root.unverified()
    }

    /// The root's name.
    #[must_use]
    pub fn root_digest(&self) -> Digest {
        self.root.digest()
    }

    /// The roster.
    #[must_use]
    pub const fn roster(&self) -> &Roster {
        self.roster.unverified()
    }

    /// The signed root and the signed roster, for [`Trust::restore`].
    #[must_use]
    pub fn to_bytes(&self) -> (Vec<u8>, Vec<u8>) {
        (self.root.to_bytes(), self.roster.to_bytes())
    }

    /// The versions of root and roster: what says which of two trusts is newer.
    #[must_use]
    pub const fn version(&self) -> (u32, u64) {
        (self.root().version, self.roster().version)
    }

    /// The lender whose roster it is.
    #[must_use]
    pub const fn lender(&self) -> LenderId {
        self.roster().lender
    }

    /// Whether anything new may be restricted under it at this instant. What frees is not asked.
    ///
    /// # Errors
    /// [`TrustError::Expired`].
    pub fn check_time(&self, now: Timestamp) -> Result<(), TrustError> {
        let ends = self.root().expires_at.min(self.roster().expires_at);
        if now < ends { Ok(()) } else { Err(TrustError::Expired(ends)) }
    }

    /// Whether everything this key ever signed is void.
    #[must_use]
    pub fn is_revoked(&self, thumbprint: &Digest) -> bool {
        self.roster().revoked.contains(thumbprint)
    }

    /// The key with this thumbprint, if it may sign for this role at this instant.
    ///
    /// # Errors
    /// [`TrustError::KeyUnknown`], [`TrustError::KeyRole`], [`TrustError::KeyRevoked`] or
    /// [`TrustError::KeyWindow`].
    pub fn key(&self, thumbprint: &Digest, role: Role, at: Timestamp) -> Result<&RosterKey, TrustError> {
        let listed = self.listed(role, |known| known == thumbprint)?;
        listed.check_window(at)?;
        Ok(listed)
    }

    /// Checks that a document is signed by a key of this role that is listed and not revoked, at whatever time:
    /// for a restriction its [`RosterKey::check_window`] and its level are the caller's to check.
    ///
    /// # Errors
    /// [`TrustError::KeyUnknown`], [`TrustError::KeyRole`], [`TrustError::KeyRevoked`], or the document's own
    /// fault.
    pub fn verify<D: Document>(
        &self,
        document: Parsed<D>,
        role: Role,
    ) -> Result<(Verified<D>, &RosterKey), VerifyError> {
        let listed = self.named(document.kid(), role)?;
        Ok((document.verify(&listed.key)?, listed))
    }

    /// The key that a `kid` header names.
    ///
    /// # Errors
    /// [`TrustError::KeyUnknown`], [`TrustError::KeyRole`] or [`TrustError::KeyRevoked`].
    pub fn named(&self, kid: KeyId, role: Role) -> Result<&RosterKey, TrustError> {
        self.listed(role, |known| known.as_bytes().starts_with(&kid))
    }

    /// Revoked comes first: such a key may be off the list already.
    fn listed(&self, role: Role, is_it: impl Fn(&Digest) -> bool) -> Result<&RosterKey, TrustError> {
        if self.roster().revoked.iter().any(&is_it) {
            return Err(TrustError::KeyRevoked);
        }
        let mut keys = self.thumbprints.iter().zip(&self.roster().keys);
        let (_, listed) = keys.find(|(known, _)| is_it(known)).ok_or(TrustError::KeyUnknown)?;
        if listed.role == role { Ok(listed) } else { Err(TrustError::KeyRole(role)) }
    }
}

/// Why a document is not by a key that a roster gives the role.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VerifyError {
    /// The key.
    #[error(transparent)]
    Key(#[from] TrustError),
    /// The signature.
    #[error(transparent)]
    Document(#[from] crate::DocumentError),
}

/// A root must be signed by its own keys: what is checked again of one that was verified before.
pub(super) fn check_own_threshold(root: &Endorsed<Root>) -> Result<(), TrustError> {
    let Root { keys, threshold, .. } = root.unverified();
    root.check_threshold(keys, *threshold).map_err(TrustError::RootSignatures)
}

/// The next root after the one held.
pub(super) fn follow(held: &Endorsed<Root>, next: Endorsed<Root>) -> Result<Endorsed<Root>, TrustError> {
    let (before, after) = (held.unverified(), next.unverified());
    if before.version.checked_add(1) != Some(after.version) || before.origin != after.origin {
        return Err(TrustError::RootNext { held: before.version, found: after.version });
    }
    let both: Vec<_> = before.keys.iter().chain(&after.keys).copied().collect();
    next.check_threshold(&before.keys, before.threshold)
        .and_then(|()| next.check_threshold(&after.keys, after.threshold))
        .and_then(|()| next.check_strangers(&both))
        .map_err(TrustError::RootSignatures)?;
    Ok(next)
}

fn verify_roster(root: &Endorsed<Root>, roster: Endorsed<Roster>) -> Result<Endorsed<Roster>, TrustError> {
    let (Root { keys, threshold, version, origin, .. }, content) = (root.unverified(), roster.unverified());
    roster
        .check_threshold(keys, *threshold)
        .and_then(|()| roster.check_strangers(keys))
        .map_err(TrustError::RosterSignatures)?;
    if content.root != *version {
        return Err(TrustError::RosterRoot { held: *version, found: content.root });
    }
    if content.log.origin != *origin {
        return Err(TrustError::RosterContent("log is another one than the root's"));
    }
    Ok(roster)
}
