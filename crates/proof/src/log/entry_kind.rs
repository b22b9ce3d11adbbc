use std::fmt;

use minicbor::{Decode, Encode};

/// What an entry is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Encode, Decode)]
#[cbor(index_only)]
pub enum EntryKind {
    /// A warrant, or its renewal: a device may be restricted up to a level.
    #[n(0)]
    Restriction,
    /// A level was lowered.
    #[n(1)]
    Release,
    /// A contract ended and its device is free for good.
    #[n(2)]
    Quittance,
    /// An identity entered or left the register of blocked equipment.
    #[n(3)]
    Block,
    /// A policy pack, whole.
    #[n(4)]
    Policy,
    /// A root or a roster of keys, whole.
    #[n(5)]
    Keys,
    /// An offline code was issued.
    #[n(6)]
    Code,
    /// The ombudsman freed a device.
    #[n(7)]
    Ombudsman,
}

impl EntryKind {
    /// All kinds.
    pub const ALL: [Self; 8] = [
        Self::Restriction,
        Self::Release,
        Self::Quittance,
        Self::Block,
        Self::Policy,
        Self::Keys,
        Self::Code,
        Self::Ombudsman,
    ];

    /// The word used in metrics, pages and reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Restriction => "restriction",
            Self::Release => "release",
            Self::Quittance => "quittance",
            Self::Block => "block",
            Self::Policy => "policy",
            Self::Keys => "keys",
            Self::Code => "code",
            Self::Ombudsman => "ombudsman",
        }
    }
}

impl fmt::Display for EntryKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
