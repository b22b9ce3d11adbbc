use jiff::Timestamp;
use policy::{Level, PackDigest};
use proof::Digest;
use proof::log::{Commitment, Entry, EntryKind, Salt};

use crate::Contract;

/// What the public log must say of a decision. Whoever stores it adds the commitments, which need a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogLeaf {
    /// What happened.
    pub kind: EntryKind,
    /// The document that says so; `None` stands for the standing of the same decision.
    pub document: Option<Digest>,
    /// The level from now on.
    pub level: Option<Level>,
    /// What a restriction rests on.
    pub grounds: Option<Grounds>,
}

impl LogLeaf {
    /// The entry as anyone will read it. `salt` belongs to the document; `test` marks a rehearsal.
    #[must_use]
    pub fn entry(
        &self,
        contract: &Contract,
        document: &Digest,
        salt: &Salt,
        at: Timestamp,
        test: bool,
    ) -> Entry {
        let grounds = self.grounds;
        Entry {
            lender: Some(contract.lender),
            test,
            device: Some(Commitment::of_device(salt, contract.device.id)),
            document: Some(Commitment::of_document(salt, document)),
            level: self.level,
            pack: grounds.map(|grounds| grounds.pack),
            dpd: grounds.map(|grounds| grounds.dpd),
            notice_days: grounds.map(|grounds| grounds.notice_days),
            reconciled_to: grounds.map(|grounds| grounds.reconciled_to),
            ..Entry::new(self.kind, at)
        }
    }
}

/// What anyone may know of a restriction's grounds, to compare with the policy pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grounds {
    /// The pack whose rules were applied.
    pub pack: PackDigest,
    /// Days since the oldest due date that the warrant names.
    pub dpd: u16,
    /// Full days since the last notice was delivered on as many channels as the pack demands.
    pub notice_days: u16,
    /// Payments up to this instant were taken into account.
    pub reconciled_to: Timestamp,
}
