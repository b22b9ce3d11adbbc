use std::sync::Arc;

use ident::{Entropy, LenderId};
use proof::authority::{Endorsed, Role, Roster, RosterKey, Trust, TrustError};

use super::record::{KeyRecord, Place, SharedSigner};
use super::roster::{Bearer, RENEW_BEFORE, next};
use super::store::{FORMER, State, place};
use super::{KeyStore, KeyStoreError, Purpose};

/// All that is needed to act for a lender.
pub struct Mandate {
    /// The signed roots, oldest first, up to the one that the roster is under.
    pub roots: Vec<Vec<u8>>,
    /// The same root and the roster, verified.
    pub trust: Trust,
    /// Signs terms, standings, warrants and quittances.
    pub command: SharedSigner,
    /// What the command key may do.
    pub scope: RosterKey,
    /// Signs grants.
    pub freshness: SharedSigner,
}

impl KeyStore {
    /// A lender's mandate. With the automatic root a missing or soon ending roster is made on the spot; with a
    /// root that people keep, only they can.
    ///
    /// # Errors
    /// [`KeyStoreError::NoRoster`] or [`KeyStoreError::NoKey`] when the ceremony is needed first.
    pub fn mandate(&self, bearer: Bearer, entropy: &mut dyn Entropy) -> Result<Arc<Mandate>, KeyStoreError> {
        let mut state = self.lock();
        if state.automatic().is_some() && self.is_due(&state, bearer)? {
            self.make_missing(&mut state, bearer, entropy)?;
            self.issue(&mut state, bearer)?;
        }
        let trust = state.rosters.get(&bearer.lender).ok_or(KeyStoreError::NoRoster(bearer.lender))?.clone();
        let last = trust.root().version;
        let roots = state.roots.iter().filter(|root| root.unverified().version <= last);
        let roots = roots.map(Endorsed::to_bytes).collect();
        let (command, scope) = self.active(&mut state, &trust, Purpose::Command, Role::Command)?;
        let (freshness, _) = self.active(&mut state, &trust, Purpose::Freshness, Role::Freshness)?;
        Ok(Arc::new(Mandate { roots, trust, command, scope, freshness }))
    }

    /// Whether the roster in force ends soon or says something else than it would if it were made now: also
    /// when a crash came between a change and its roster.
    fn is_due(&self, state: &State, bearer: Bearer) -> Result<bool, KeyStoreError> {
        let Some(held) = state.rosters.get(&bearer.lender).map(Trust::roster) else { return Ok(true) };
        let plan = self.plan(state, bearer)?;
        let plan = plan.unverified();
        let is_ending = bearer.now.duration_until(held.expires_at) < RENEW_BEFORE;
        let is_same = held.root == plan.root
            && held.test == plan.test
            && held.revoked == plan.revoked
            && held.log == plan.log
            && held.keys.len() == plan.keys.len()
            && held.keys.iter().zip(&plan.keys).all(|(held, plan)| {
                // The end of its time moves with every roster.
                *plan == RosterKey { until: plan.until, ..held.clone() }
            });
        Ok(is_ending || !is_same)
    }

    /// The first generation of what a lender must have.
    pub(super) fn make_missing(
        &self,
        state: &mut State,
        bearer: Bearer,
        entropy: &mut dyn Entropy,
    ) -> Result<(), KeyStoreError> {
        for purpose in [Purpose::Command, Purpose::Freshness] {
            if state.generations(Some(bearer.lender), purpose).iter().all(|key| key.revoked_at.is_some()) {
                self.make(state, bearer, purpose, entropy)?;
            }
        }
        Ok(())
    }

    /// A key of the next generation.
    pub(super) fn make(
        &self,
        state: &mut State,
        bearer: Bearer,
        purpose: Purpose,
        entropy: &mut dyn Entropy,
    ) -> Result<KeyRecord, KeyStoreError> {
        let place = state.next_place(bearer.lender, purpose);
        let record = KeyRecord::random(place, bearer.now, &self.sealer, entropy)?;
        self.keep(state, record.clone())?;
        Ok(record)
    }

    /// What the next roster is to say.
    pub(super) fn plan(&self, state: &State, bearer: Bearer) -> Result<Endorsed<Roster>, KeyStoreError> {
        let root = state.root()?.unverified();
        let held = state.rosters.get(&bearer.lender).map(Trust::roster);
        let rest = (state.ombudsman, &self.log_policy(root, held));
        Ok(Endorsed::draft(&next(bearer, root, held, state.records.iter(), rest))?)
    }

    /// Makes and signs a roster with the automatic root; does nothing when people keep the root. Says whether it
    /// did.
    pub(super) fn issue(&self, state: &mut State, bearer: Bearer) -> Result<bool, KeyStoreError> {
        let Some(record) = state.automatic() else { return Ok(false) };
        // What stands in clear is believed only together with the secret it was sealed with.
        for purpose in [Purpose::Command, Purpose::Freshness] {
            let newest = state.generations(Some(bearer.lender), purpose).last().copied().cloned();
            self.signer(state, &newest.ok_or(KeyStoreError::NoKey(purpose))?)?;
        }
        let mut roster = self.plan(state, bearer)?;
        roster.try_sign(self.signer(state, &record)?.as_ref())?;
        self.adopt(state, &roster.to_bytes())?;
        Ok(true)
    }

    /// A lender's next roster for people to sign, with keys made for it if it had none.
    ///
    /// # Errors
    /// When a key can't be made.
    pub fn draft_roster(&self, bearer: Bearer, entropy: &mut dyn Entropy) -> Result<Vec<u8>, KeyStoreError> {
        let mut state = self.lock();
        self.make_missing(&mut state, bearer, entropy)?;
        Ok(self.plan(&state, bearer)?.to_bytes())
    }

    /// Takes a roster that people signed, and says whose it is.
    ///
    /// # Errors
    /// When it is not signed by the root in force, is older, or leaves out what was revoked; nothing is changed.
    pub fn install_roster(&self, bytes: &[u8]) -> Result<LenderId, KeyStoreError> {
        self.adopt(&mut self.lock(), bytes)
    }

    fn adopt(&self, state: &mut State, bytes: &[u8]) -> Result<LenderId, KeyStoreError> {
        let trust = Trust::restore(&state.root()?.to_bytes(), bytes)?;
        let (lender, roster) = (trust.lender(), trust.roster());
        if let Some(held) = state.rosters.get(&lender) {
            let (held, found) = (held.version(), trust.version());
            if found <= held {
                return Err(TrustError::RosterOlder { held: held.1, found: found.1 }.into());
            }
        }
        let is_ours = |record: &&KeyRecord| record.lender == Some(lender) && record.revoked_at.is_some();
        for record in state.records.iter().filter(is_ours) {
            let thumbprint = record.public_key.thumbprint();
            if !roster.revoked.contains(&thumbprint) {
                return Err(KeyStoreError::Forgets(thumbprint));
            }
        }
        for (purpose, role) in [(Purpose::Command, Role::Command), (Purpose::Freshness, Role::Freshness)] {
            state.working(&trust, purpose, role).ok_or(KeyStoreError::NoKey(purpose))?;
        }
        if let Some(held) = state.rosters.get(&lender) {
            let ((_, root, version), (_, former)) = (place(held), held.to_bytes());
            self.write(&format!("{lender}.{root}-{version}.{FORMER}"), &former)?;
            state.former.insert(place(held), former);
        }
        self.write(&format!("{lender}.roster"), bytes)?;
        state.rosters.insert(lender, trust);
        state.unlogged.push(bytes.to_vec());
        Ok(lender)
    }

    fn active(
        &self,
        state: &mut State,
        trust: &Trust,
        purpose: Purpose,
        role: Role,
    ) -> Result<(SharedSigner, RosterKey), KeyStoreError> {
        let (record, listed) = state.working(trust, purpose, role).ok_or(KeyStoreError::NoKey(purpose))?;
        Ok((self.signer(state, &record)?, listed))
    }
}

impl State {
    /// The newest of a lender's keys that its roster lists: a key made since waits for the next roster.
    pub(super) fn working(
        &self,
        trust: &Trust,
        purpose: Purpose,
        role: Role,
    ) -> Option<(KeyRecord, RosterKey)> {
        let generations = self.generations(Some(trust.lender()), purpose);
        generations.into_iter().rev().find_map(|record| {
            let listed = trust.named(record.public_key.kid(), role).ok()?;
            (listed.key == record.public_key).then(|| (record.clone(), listed.clone()))
        })
    }

    pub(super) fn next_place(&self, lender: LenderId, purpose: Purpose) -> Place {
        let last = self.generations(Some(lender), purpose).last().map_or(0, |record| record.generation);
        Place { purpose, lender: Some(lender), generation: last.saturating_add(1) }
    }
}
