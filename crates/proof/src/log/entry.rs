use ident::LenderId;
use jiff::Timestamp;
use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};
use policy::{Level, PackDigest};

use super::{Commitment, EntryKind};
use crate::{DocumentError, canonical};

/// The largest entry that a log's files have room for (tlog-tiles: two bytes of length).
pub const MAX_ENTRY_BYTES: usize = 65_535;

/// What the fields of an entry mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum EntryVersion {
    /// As here.
    #[n(1)]
    V1,
}

/// What a leaf of the log says: for everyone, for ever. Nothing in it names a device, a person or an amount;
/// who holds the document and its salt recognizes the commitments. Instants are cut to whole seconds.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Entry {
    /// What the other fields mean.
    #[n(0)]
    pub version: EntryVersion,
    /// What it is about.
    #[n(1)]
    pub kind: EntryKind,
    /// When it was decided.
    #[cbor(n(2), with = "crate::cbor::seconds")]
    pub at: Timestamp,
    /// Who decided it; absent for what concerns the whole installation.
    #[n(3)]
    pub lender: Option<LenderId>,
    /// A rehearsal: the lender's clock is moved by hand.
    #[n(4)]
    pub test: bool,
    /// The device it is about.
    #[n(5)]
    pub device: Option<Commitment>,
    /// The signed document it is about.
    #[n(6)]
    pub document: Option<Commitment>,
    /// The level allowed or, for a release, the level that is left.
    #[n(7)]
    pub level: Option<Level>,
    /// The rules that were applied.
    #[n(8)]
    pub pack: Option<PackDigest>,
    /// Days past due at `at`.
    #[n(9)]
    pub dpd: Option<u16>,
    /// Full days from the delivery that completed the last notice to `at`.
    #[n(10)]
    pub notice_days: Option<u16>,
    /// Payments up to this instant were taken into account.
    #[cbor(n(11), with = "crate::cbor::optional_seconds", has_nil)]
    pub reconciled_to: Option<Timestamp>,
    /// What is public by itself: a policy pack, a root, a roster.
    #[n(12)]
    pub content: Option<ByteVec>,
}

impl Entry {
    /// An entry that says no more than this; a rule for each kind names what else it must say ([`Self::lacks`]).
    #[must_use]
    pub const fn new(kind: EntryKind, at: Timestamp) -> Self {
        Self {
            version: EntryVersion::V1,
            kind,
            at,
            lender: None,
            test: false,
            device: None,
            document: None,
            level: None,
            pack: None,
            dpd: None,
            notice_days: None,
            reconciled_to: None,
            content: None,
        }
    }

    /// The deterministic CBOR: what is hashed into the tree.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        canonical::encode(self)
    }

    /// Reads an entry in its one form.
    ///
    /// # Errors
    /// [`DocumentError`] when it is too long, not an entry or in another form.
    pub fn parse(bytes: &[u8]) -> Result<Self, DocumentError> {
        if bytes.len() > MAX_ENTRY_BYTES {
            return Err(DocumentError::TooLarge { size: bytes.len(), limit: MAX_ENTRY_BYTES });
        }
        Ok(canonical::decode(bytes)?)
    }

    /// The first thing an entry of this kind must say and this one does not.
    #[must_use]
    pub fn lacks(&self) -> Option<&'static str> {
        use EntryKind::{Block, Code, Keys, Ombudsman, Policy, Quittance, Release, Restriction};
        let restricts = self.kind == Restriction;
        let of_lender = matches!(self.kind, Restriction | Release | Quittance | Code);
        let rules = [
            ("lender", of_lender && self.lender.is_none()),
            ("device", !matches!(self.kind, Policy | Keys) && self.device.is_none()),
            ("document", matches!(self.kind, Restriction | Quittance | Ombudsman) && self.document.is_none()),
            ("level", matches!(self.kind, Restriction | Release | Block) && self.level.is_none()),
            ("a level above none", restricts && self.level == Some(Level::None)),
            ("pack", matches!(self.kind, Restriction | Policy) && self.pack.is_none()),
            ("dpd", restricts && self.dpd.is_none()),
            ("notice_days", restricts && self.notice_days.is_none()),
            ("reconciled_to", restricts && self.reconciled_to.is_none()),
            ("content", matches!(self.kind, Policy | Keys) && self.content.is_none()),
        ];
        rules.into_iter().find(|(_, missing)| *missing).map(|(field, _)| field)
    }
}
