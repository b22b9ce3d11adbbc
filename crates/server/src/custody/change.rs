use ident::Entropy;
use jiff::Timestamp;
use proof::Digest;
use proof::authority::Role;
use proof::keys::PublicKey;

use super::external::SignerProgram;
use super::record::KeyRecord;
use super::roster::Bearer;
use super::{KeyStore, KeyStoreError, Purpose};

/// A change of a lender's keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// The key that takes over.
    pub key: Digest,
    /// Whether a roster that lists it is in force; otherwise people must sign one first.
    pub is_in_force: bool,
}

impl KeyStore {
    /// Makes a lender's next key. The one before stays listed until nothing it signed is needed.
    ///
    /// # Errors
    /// When it can't be made.
    pub fn rotate(
        &self,
        bearer: Bearer,
        purpose: Purpose,
        entropy: &mut dyn Entropy,
    ) -> Result<Change, KeyStoreError> {
        let mut state = self.lock();
        let record = self.make(&mut state, bearer, purpose, entropy)?;
        let is_in_force = self.issue(&mut state, bearer)?;
        Ok(Change { key: record.public_key.thumbprint(), is_in_force })
    }

    /// A lender's next key is one that a program keeps.
    ///
    /// # Errors
    /// When it signs nothing now, or is not kept.
    pub fn set_external(
        &self,
        bearer: Bearer,
        purpose: Purpose,
        (public_key, program): (PublicKey, SignerProgram),
    ) -> Result<Change, KeyStoreError> {
        let mut state = self.lock();
        let place = state.next_place(bearer.lender, purpose);
        let record = KeyRecord::external(place, public_key, bearer.now, program);
        // One that can't sign now would stop the lender's work the moment it is listed.
        record.signer(&self.sealer)?.sign(b"quittance/v1/signer-test")?;
        self.keep(&mut state, record)?;
        let is_in_force = self.issue(&mut state, bearer)?;
        Ok(Change { key: public_key.thumbprint(), is_in_force })
    }

    /// Voids everything a key ever signed, and puts another in its place.
    ///
    /// # Errors
    /// [`KeyStoreError::UnknownKey`], or when the other can't be made.
    pub fn revoke(
        &self,
        bearer: Bearer,
        thumbprint: &Digest,
        entropy: &mut dyn Entropy,
    ) -> Result<Change, KeyStoreError> {
        let mut state = self.lock();
        let is_it = |record: &&KeyRecord| {
            record.lender == Some(bearer.lender) && record.public_key.thumbprint() == *thumbprint
        };
        let found = state.records.iter().find(is_it).cloned();
        let mut record = found.ok_or(KeyStoreError::UnknownKey(*thumbprint))?;
        let purpose = record.purpose;
        record.revoked_at = record.revoked_at.or(Some(bearer.now));
        self.keep(&mut state, record)?;
        self.make_missing(&mut state, bearer, entropy)?;
        let is_in_force = self.issue(&mut state, bearer)?;
        let live = state.generations(Some(bearer.lender), purpose);
        let live = live.into_iter().rev().find(|record| record.revoked_at.is_none());
        let key = live.ok_or(KeyStoreError::NoKey(purpose))?.public_key.thumbprint();
        Ok(Change { key, is_in_force })
    }

    /// Everything that older command keys signed has been signed anew: they may drop out in time.
    ///
    /// # Errors
    /// When it can't be kept.
    pub fn retire(&self, bearer: Bearer, at: Timestamp) -> Result<(), KeyStoreError> {
        let mut state = self.lock();
        let Some(trust) = state.rosters.get(&bearer.lender) else { return Ok(()) };
        let Some((working, _)) = state.working(trust, Purpose::Command, Role::Command) else { return Ok(()) };
        let is_over = |record: &&KeyRecord| {
            record.purpose == Purpose::Command
                && record.lender == Some(bearer.lender)
                && record.generation < working.generation
                && record.retired_at.is_none()
        };
        let over: Vec<_> = state.records.iter().filter(is_over).cloned().collect();
        for record in over {
            self.keep(&mut state, KeyRecord { retired_at: Some(at), ..record })?;
        }
        Ok(())
    }
}
