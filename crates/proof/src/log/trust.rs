use super::{LogError, Note, NoteKey, SignatureKind};
use crate::keys::PublicKey;

/// Which log is believed, and how many witnesses must have seen what it shows. Comes from the signed roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogTrust {
    /// The log's name: its checkpoints' first line and the name in its signatures.
    pub origin: String,
    /// Keys of the log, any one of which will do.
    pub keys: Vec<PublicKey>,
    /// The witnesses that count.
    pub witnesses: Vec<NoteKey>,
    /// How many of them must have cosigned.
    pub quorum: u8,
}

impl LogTrust {
    /// The log's keys that signed: at least one, and no signature in the name of one is wrong.
    pub(super) fn check_log(&self, note: &Note) -> Result<Vec<PublicKey>, LogError> {
        let mut signers = Vec::new();
        for key in &self.keys {
            let named = NoteKey::new(&self.origin, SignatureKind::Note, *key);
            let signed = note.signed_by(&named.map_err(|_| LogError::Signature)?)?;
            signers.extend(signed.map(|_| *key));
        }
        if signers.is_empty() { Err(LogError::Signature) } else { Ok(signers) }
    }

    /// Enough witnesses cosigned, each counted once however often it is listed, and no cosignature in the name
    /// of one is wrong.
    pub(super) fn check_witnesses(&self, note: &Note) -> Result<(), LogError> {
        let needed = usize::from(self.quorum);
        let mut found: Vec<PublicKey> = Vec::new();
        for witness in self.witnesses.iter().filter(|key| key.kind() == SignatureKind::Cosignature) {
            let signed = note.signed_by(witness);
            let signed = signed.map_err(|_| LogError::Witnesses { found: found.len(), needed })?;
            if signed.is_some() && !found.contains(&witness.public_key()) {
                found.push(witness.public_key());
            }
        }
        if found.len() < needed { Err(LogError::Witnesses { found: found.len(), needed }) } else { Ok(()) }
    }
}
