use super::{Checkpoint, LogError, LogTrust, Note};
use crate::keys::PublicKey;

/// A checkpoint whose signatures were checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedCheckpoint {
    checkpoint: Checkpoint,
    note: Note,
    signers: Vec<PublicKey>,
}

impl SignedCheckpoint {
    /// Reads a note and checks that the trusted log signed it and enough witnesses cosigned it.
    ///
    /// # Errors
    /// [`LogError::Form`], [`LogError::Origin`], [`LogError::Signature`] or [`LogError::Witnesses`].
    pub fn verify(note: &str, trust: &LogTrust) -> Result<Self, LogError> {
        let note: Note = note.parse()?;
        let checkpoint: Checkpoint = note.text.parse()?;
        if checkpoint.origin != trust.origin {
            return Err(LogError::Origin { expected: trust.origin.clone(), found: checkpoint.origin });
        }
        let signers = trust.check_log(&note)?;
        trust.check_witnesses(&note)?;
        Ok(Self { checkpoint, note, signers })
    }

    /// What was signed.
    #[must_use]
    pub const fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// The log's keys that signed it: at least one.
    #[must_use]
    pub fn signers(&self) -> &[PublicKey] {
        &self.signers
    }

    /// With all its signatures, also those of strangers.
    #[must_use]
    pub const fn note(&self) -> &Note {
        &self.note
    }
}
