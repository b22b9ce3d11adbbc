use jiff::civil::Date;
use minicbor::{Decode, Encode};
use policy::{Level, NoticeKey};

use crate::Digest;
use crate::code::InstructionKind;

/// A fact the device vouches for, signed with its own key. The claims' `issued_at` is the device's trusted time.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Receipt {
    /// Counts up by one from 1, over the life of the device's key.
    #[n(0)]
    pub counter: u64,
    /// The payload digest of the receipt before it; zeros for the first.
    #[n(1)]
    pub previous: Digest,
    /// The standing in force when it happened; 0 before the first.
    #[n(2)]
    pub standing_seq: u64,
    /// What happened.
    #[n(3)]
    pub fact: Fact,
}

/// What a device can vouch for.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum Fact {
    /// It pinned these terms.
    #[n(0)]
    Enrolled {
        /// The terms' payload digest.
        #[n(0)]
        terms: Digest,
    },
    /// It showed a notice on its screen.
    #[n(1)]
    NoticeShown {
        /// Which of the pack's notices.
        #[n(0)]
        key: NoticeKey,
        /// The delinquency it belongs to.
        #[cbor(n(1), with = "crate::cbor::day")]
        delinquent_since: Date,
    },
    /// It applied a level.
    #[n(2)]
    LevelApplied {
        /// The level in force from now on.
        #[n(0)]
        level: Level,
    },
    /// It is free for good.
    #[n(3)]
    QuittanceApplied {
        /// The quittance's payload digest.
        #[n(0)]
        quittance: Digest,
    },
    /// It showed its own "connect or enter a code" notice (invariant I12).
    #[n(4)]
    SilenceNoticeShown,
    /// It became `limited` by itself after silence, as its terms allow (invariant I12).
    #[n(5)]
    SilenceLimited,
    /// It is free for good: the ombudsman said so.
    #[n(6)]
    ReleaseApplied {
        /// The release's payload digest.
        #[n(0)]
        release: Digest,
    },
    /// It accepted an offline code.
    #[n(7)]
    CodeApplied {
        /// The device's count after it.
        #[n(0)]
        count: u32,
        /// What the code said.
        #[n(1)]
        kind: InstructionKind,
    },
}

impl Fact {
    /// The word used in the API, pages and the store.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Enrolled { .. } => "enrolled",
            Self::NoticeShown { .. } => "notice_shown",
            Self::LevelApplied { .. } => "level_applied",
            Self::QuittanceApplied { .. } => "quittance_applied",
            Self::SilenceNoticeShown => "silence_notice_shown",
            Self::SilenceLimited => "silence_limited",
            Self::ReleaseApplied { .. } => "release_applied",
            Self::CodeApplied { .. } => "code_applied",
        }
    }
}
