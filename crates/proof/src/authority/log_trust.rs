use super::{Role, Trust};
use crate::log::{LogTrust, NoteKey, SignatureKind};

impl Trust {
    /// Which log is believed: by any listed log key that is not revoked, and the roster's witnesses.
    #[must_use]
    pub fn log(&self) -> LogTrust {
        let policy = &self.roster().log;
        let listed = self.roster().keys.iter().filter(|listed| listed.role == Role::Log);
        let keys = listed.map(|listed| listed.key).filter(|key| !self.is_revoked(&key.thumbprint()));
        // A roster's names and keys were checked to be fit for a note; one that were not would count for nobody.
        let witnesses = policy
            .witnesses
            .iter()
            .filter_map(|witness| NoteKey::new(&witness.name, SignatureKind::Cosignature, witness.key).ok());
        LogTrust {
            origin: policy.origin.clone(),
            keys: keys.collect(),
            witnesses: witnesses.collect(),
            quorum: policy.quorum,
        }
    }
}
