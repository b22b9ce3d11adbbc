use jiff::Timestamp;

use super::{Role, Trust, TrustError};
use crate::log::{LogTrust, LoggedEntry, NoteKey, SignatureKind};

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

    /// Whether one of the log's keys that signed for an entry may sign at each of these instants.
    ///
    /// # Errors
    /// [`TrustError::KeyWindow`] of the last such key that may not; [`TrustError::KeyUnknown`] where the roster
    /// lists none of them for the log.
    pub fn check_log_time(&self, logged: &LoggedEntry, instants: &[Timestamp]) -> Result<(), TrustError> {
        let listed = self.roster().keys.iter().filter(|listed| listed.role == Role::Log);
        let signers = listed.filter(|listed| logged.signers().contains(&listed.key));
        let mut outcome = Err(TrustError::KeyUnknown);
        for signer in signers {
            outcome = instants.iter().try_for_each(|at| signer.check_window(*at));
            if outcome.is_ok() {
                break;
            }
        }
        outcome
    }
}
