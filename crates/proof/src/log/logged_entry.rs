use ident::DeviceId;

use super::{Commitment, Entry, Salt};
use crate::Digest;
use crate::keys::PublicKey;

/// An entry that was proved to be in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoggedEntry {
    pub(super) entry: Entry,
    pub(super) salt: Salt,
    pub(super) index: u64,
    pub(super) size: u64,
    pub(super) signers: Vec<PublicKey>,
}

impl LoggedEntry {
    /// What the leaf says.
    #[must_use]
    pub const fn entry(&self) -> &Entry {
        &self.entry
    }

    /// The number of the leaf, from 0.
    #[must_use]
    pub const fn index(&self) -> u64 {
        self.index
    }

    /// The size of the log that was proved to have it.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The log's keys that signed the checkpoint: at least one.
    #[must_use]
    pub fn signers(&self) -> &[PublicKey] {
        &self.signers
    }

    /// Whether it is about this device and this document. An entry that names none is about none.
    #[must_use]
    pub fn is_for(&self, device: DeviceId, document: &Digest) -> bool {
        self.entry.device == Some(Commitment::of_device(&self.salt, device))
            && self.entry.document == Some(Commitment::of_document(&self.salt, document))
    }
}
