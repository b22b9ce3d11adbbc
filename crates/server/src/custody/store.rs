use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ident::LenderId;
use proof::Digest;
use proof::authority::{Endorsed, LogPolicy, Root, Roster, Trust, Witness, chain};
use proof::keys::PublicKey;

use super::record::{KeyRecord, SharedSigner};
use super::{KeyFolder, KeyStoreError, MemoryFolder, PublicKeyFile, Purpose};
use crate::Sealer;

/// The server's own keys: one file each, sealed under the master key, beside the signed roots and rosters that
/// say what they may do. Changes are on disk before they are in force.
pub struct KeyStore {
    pub(super) folder: Box<dyn KeyFolder>,
    pub(super) sealer: Sealer,
    witnesses: Option<(u8, Vec<Witness>)>,
    state: Mutex<State>,
}

/// What the files say.
#[derive(Default)]
pub(super) struct State {
    pub(super) roots: Vec<Endorsed<Root>>,
    pub(super) rosters: HashMap<LenderId, Trust>,
    /// Rosters that were replaced, by lender, root and version: documents signed under them are still checked.
    pub(super) former: BTreeMap<(LenderId, u32, u64), Vec<u8>>,
    pub(super) records: Vec<KeyRecord>,
    pub(super) ombudsman: Option<PublicKey>,
    /// Opened keys, so that a program that keeps one is started once.
    signers: HashMap<Digest, SharedSigner>,
    /// Roots and rosters that are yet to be put into the public log.
    pub(super) unlogged: Vec<Vec<u8>>,
}

const OMBUDSMAN: &str = "ombudsman.pub";
/// The ending of a file with a replaced roster.
pub(super) const FORMER: &str = "former";

/// Where a roster stands among all of its lender's.
pub(super) fn place(trust: &Trust) -> (LenderId, u32, u64) {
    let (root, version) = trust.version();
    (trust.lender(), root, version)
}

impl KeyStore {
    /// Reads the folder. How many of which `witnesses` must have seen a log entry goes into the next rosters;
    /// `None` leaves them as they are in each roster.
    ///
    /// # Errors
    /// When a file can't be read, or what people signed does not hold.
    pub fn open(
        folder: Box<dyn KeyFolder>,
        sealer: Sealer,
        witnesses: Option<(u8, Vec<Witness>)>,
    ) -> Result<Self, KeyStoreError> {
        let state = State::read(folder.as_ref())?;
        Ok(Self { folder, sealer, witnesses, state: Mutex::new(state) })
    }

    /// An empty store that keeps nothing.
    #[must_use]
    pub fn in_memory(sealer: Sealer) -> Self {
        let folder = Box::new(MemoryFolder::default());
        Self { folder, sealer, witnesses: None, state: Mutex::default() }
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn write(&self, name: &str, bytes: &[u8]) -> Result<(), KeyStoreError> {
        self.folder.write(name, bytes).map_err(|error| KeyStoreError::folder(name, error))
    }

    /// Keeps a record, in the place of an earlier one of the same key.
    pub(super) fn keep(&self, state: &mut State, record: KeyRecord) -> Result<(), KeyStoreError> {
        self.write(&record.place().file_name(), super::key_file::pretty(&record).as_bytes())?;
        state.records.retain(|known| known.public_key != record.public_key);
        state.records.push(record);
        state.records.sort_by_key(KeyRecord::order);
        Ok(())
    }

    /// The key, opened once.
    pub(super) fn signer(
        &self,
        state: &mut State,
        record: &KeyRecord,
    ) -> Result<SharedSigner, KeyStoreError> {
        let thumbprint = record.public_key.thumbprint();
        if let Some(signer) = state.signers.get(&thumbprint) {
            return Ok(Arc::clone(signer));
        }
        let signer = record.signer(&self.sealer)?;
        state.signers.insert(thumbprint, Arc::clone(&signer));
        Ok(signer)
    }

    /// The log that rosters name.
    pub(super) fn log_policy(&self, root: &Root, held: Option<&Roster>) -> LogPolicy {
        let held = || held.map(|held| (held.log.quorum, held.log.witnesses.clone()));
        let (quorum, witnesses) = self.witnesses.clone().or_else(held).unwrap_or_default();
        LogPolicy { origin: root.origin.clone(), quorum, witnesses }
    }

    /// Whose releases devices obey whatever the lender says. It goes into the next rosters.
    ///
    /// # Errors
    /// When it can't be kept.
    pub fn set_ombudsman(&self, file: &PublicKeyFile) -> Result<(), KeyStoreError> {
        let mut state = self.lock();
        self.write(OMBUDSMAN, file.to_json().as_bytes())?;
        state.ombudsman = Some(file.public_key);
        Ok(())
    }
}

impl State {
    fn read(folder: &dyn KeyFolder) -> Result<Self, KeyStoreError> {
        let mut state = Self::default();
        let (mut roots, mut rosters, mut former) = (Vec::new(), Vec::new(), Vec::new());
        for name in folder.names().map_err(|error| KeyStoreError::folder("data/keys", error))? {
            let bytes = folder.read(&name).map_err(|error| KeyStoreError::folder(&name, error))?;
            match name.rsplit_once('.') {
                Some((_, "key")) => {
                    let record = serde_json::from_slice(&bytes);
                    let record: KeyRecord = record.map_err(|why| KeyStoreError::damaged(&name, &why))?;
                    if record.place().file_name() != name {
                        return Err(KeyStoreError::damaged(&name, &"it is another key's file"));
                    }
                    state.records.push(record);
                }
                Some((_, "root")) => roots.push(bytes),
                Some((_, "roster")) => rosters.push((name, bytes)),
                Some((_, FORMER)) => former.push((name, bytes)),
                _ if name == OMBUDSMAN => {
                    let text = String::from_utf8_lossy(&bytes);
                    let file = PublicKeyFile::parse(&text, Purpose::Ombudsman);
                    let file = file.map_err(|why| KeyStoreError::damaged(&name, &why))?;
                    state.ombudsman = Some(file.public_key);
                }
                _ => return Err(KeyStoreError::damaged(&name, &"no file of this name belongs here")),
            }
        }
        let version =
            |bytes: &Vec<u8>| Endorsed::<Root>::parse(bytes).map_or(0, |root| root.unverified().version);
        roots.sort_by_key(version);
        state.roots = if roots.is_empty() { Vec::new() } else { chain(&roots)? };
        state.records.sort_by_key(KeyRecord::order);
        state.unlogged = state.roots.iter().map(Endorsed::to_bytes).collect();
        for (name, bytes) in former {
            let trust = state.trust(&bytes).map_err(|why| KeyStoreError::damaged(&name, &why))?;
            state.unlogged.push(bytes.clone());
            state.former.insert(place(&trust), bytes);
        }
        for (name, bytes) in rosters {
            let trust = state.trust(&bytes).map_err(|why| KeyStoreError::damaged(&name, &why))?;
            state.rosters.insert(trust.lender(), trust);
            state.unlogged.push(bytes);
        }
        Ok(state)
    }

    /// A roster under whichever root it names.
    fn trust(&self, roster: &[u8]) -> Result<Trust, proof::authority::TrustError> {
        let named = Endorsed::<Roster>::parse(roster)?.unverified().root;
        let root = self.roots.iter().find(|root| root.unverified().version == named);
        let held = self.roots.last().map_or(0, |root| root.unverified().version);
        let root = root.ok_or(proof::authority::TrustError::RosterRoot { held, found: named })?;
        Trust::restore(&root.to_bytes(), roster)
    }

    /// Drops a key that is no more.
    pub(super) fn forget(&mut self, record: &KeyRecord) {
        self.records.retain(|known| known.public_key != record.public_key);
        self.signers.remove(&record.public_key.thumbprint());
    }

    /// The root in force.
    pub(super) fn root(&self) -> Result<&Endorsed<Root>, KeyStoreError> {
        self.roots.last().ok_or_else(|| KeyStoreError::Root("there is no root yet".to_owned()))
    }

    /// The automatic root's key, until people took over.
    pub(super) fn automatic(&self) -> Option<KeyRecord> {
        self.records.iter().find(|record| record.purpose == Purpose::Root).cloned()
    }

    /// A lender's keys for this purpose, or the installation's, oldest first.
    pub(super) fn generations(&self, lender: Option<LenderId>, purpose: Purpose) -> Vec<&KeyRecord> {
        let is_one = |record: &&KeyRecord| record.lender == lender && record.purpose == purpose;
        let mut found: Vec<_> = self.records.iter().filter(is_one).collect();
        found.sort_by_key(|record| record.generation);
        found
    }
}

impl std::fmt::Debug for KeyStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("KeyStore(hidden)")
    }
}
