use ident::Entropy;
use jiff::{SignedDuration, Timestamp};
use proof::authority::{Endorsed, Root, chain};

use super::record::{KeyRecord, Place};
use super::{KeyStore, KeyStoreError, Purpose};

/// For how long the automatic root is good.
const VALID: SignedDuration = SignedDuration::from_hours(7_300 * 24);

impl KeyStore {
    /// Makes what a server needs at its first start: a key for its log, and, unless people have made a root
    /// before, a root of one automatic key, so that everything works at once. `origin` is the installation's
    /// name, for good.
    ///
    /// # Errors
    /// When something can't be written.
    pub fn begin(
        &self,
        origin: &str,
        now: Timestamp,
        entropy: &mut dyn Entropy,
    ) -> Result<(), KeyStoreError> {
        let mut state = self.lock();
        let whole = |purpose| Place { purpose, lender: None, generation: 1 };
        if state.generations(None, Purpose::Log).is_empty() {
            let record = KeyRecord::random(whole(Purpose::Log), now, &self.sealer, entropy)?;
            self.keep(&mut state, record)?;
        }
        if !state.roots.is_empty() {
            return Ok(());
        }
        let record = match state.automatic() {
            // A crash came between the key and its root.
            Some(record) => record,
            None => KeyRecord::random(whole(Purpose::Root), now, &self.sealer, entropy)?,
        };
        self.keep(&mut state, record.clone())?;
        let issued_at = record.made_at;
        let root = Root {
            version: 1,
            origin: origin.to_owned(),
            threshold: 1,
            keys: vec![record.public_key],
            issued_at,
            expires_at: issued_at.checked_add(VALID).unwrap_or(Timestamp::MAX),
        };
        let mut root = Endorsed::draft(&root)?;
        root.try_sign(self.signer(&mut state, &record)?.as_ref())?;
        self.write(&file_name(&root), &root.to_bytes())?;
        state.unlogged.push(root.to_bytes());
        state.roots.push(root);
        Ok(())
    }

    /// The installation's name.
    ///
    /// # Errors
    /// Before [`KeyStore::begin`].
    pub fn origin(&self) -> Result<String, KeyStoreError> {
        Ok(self.lock().root()?.unverified().origin.clone())
    }

    /// The key that signs the log's checkpoints.
    ///
    /// # Errors
    /// Before [`KeyStore::begin`], or when it can't be opened.
    pub fn log_signer(&self) -> Result<super::SharedSigner, KeyStoreError> {
        let mut state = self.lock();
        let record = state.generations(None, Purpose::Log).last().copied().cloned();
        let record = record.ok_or(KeyStoreError::NoKey(Purpose::Log))?;
        self.signer(&mut state, &record)
    }

    /// Takes the root that people made: the first one into a folder that has none, else the next one. The
    /// automatic root's key signs that it hands over, and is then destroyed: from here on only people can say
    /// who may sign. Rosters stay good under the root before until there are new ones.
    ///
    /// # Errors
    /// When it does not follow the root in force, or lacks signatures; nothing is changed then.
    pub fn install_root(&self, bytes: &[u8]) -> Result<Root, KeyStoreError> {
        let mut state = self.lock();
        let mut root = Endorsed::<Root>::parse(bytes)?;
        let automatic = state.automatic();
        if let (Some(record), false) = (&automatic, state.roots.is_empty()) {
            root.try_sign(self.signer(&mut state, record)?.as_ref())?;
        }
        let mut roots: Vec<_> = state.roots.iter().map(Endorsed::to_bytes).collect();
        roots.push(root.to_bytes());
        let roots = chain(&roots)?;
        if roots.first().is_some_and(|first| first.unverified().version != 1) {
            return Err(KeyStoreError::Root("the first root of an installation is root 1".to_owned()));
        }
        self.write(&file_name(&root), &root.to_bytes())?;
        state.roots = roots;
        state.unlogged.push(root.to_bytes());
        if let Some(record) = automatic {
            let name = record.place().file_name();
            self.folder.remove(&name).map_err(|error| KeyStoreError::folder(&name, error))?;
            state.forget(&record);
        }
        Ok(root.unverified().clone())
    }
}

fn file_name(root: &Endorsed<Root>) -> String {
    format!("{}.root", root.unverified().version)
}
