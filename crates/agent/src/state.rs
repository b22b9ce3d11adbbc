use ident::{ContractId, SessionId};
use jiff::Timestamp;
use jiff::civil::Date;
use minicbor::bytes::{ByteArray, ByteVec};
use minicbor::{Decode, Encode};
use policy::Level;
use proof::Digest;
use proof::keys::PublicKey;

use crate::Refusal;
use crate::accept::Kept;
use crate::checks::log::Proved;
use crate::codes::Codes;
use crate::notices::Notices;
use crate::receipts::Receipts;
use crate::trusted_time::SavedTime;

/// Why saved bytes can't be used. The host reports it and starts without them, as after a factory reset: a
/// phone that forgot is free until the server tells it again.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StateError {
    /// Not what was saved.
    #[error("the saved state is damaged")]
    Damaged,
    /// Saved by a program that knows more, or less.
    #[error("the saved state has version {0}, this program knows version {VERSION}")]
    Version(u8),
    /// A document in it does not hold.
    #[error("a saved document does not hold: {0}")]
    Document(Refusal),
}

const VERSION: u8 = 2;

/// Everything the device must remember: what [`crate::Output::Persist`] carries.
#[derive(Debug, Clone, PartialEq, Default, Encode, Decode)]
#[cbor(map)]
pub(crate) struct State {
    #[n(0)]
    pub(crate) time: SavedTime,
    /// The enrollment code scanned last.
    #[n(1)]
    pub(crate) code: Option<SavedCode>,
    #[n(2)]
    pub(crate) pin: Option<SavedPin>,
    #[n(3)]
    pub(crate) session: Option<SavedSession>,
    /// The standing in force.
    #[n(4)]
    pub(crate) standing: Option<ByteVec>,
    /// The highest sequence number accepted under a key that is not revoked.
    #[n(5)]
    pub(crate) seq: u64,
    /// The level in force when saved.
    #[n(6)]
    pub(crate) level: Level,
    /// Whether that level came from silence.
    #[n(7)]
    pub(crate) is_silenced: bool,
    /// Never shortened: a quittance is for good (invariant I4).
    #[n(8)]
    pub(crate) released: Vec<Released>,
    #[n(9)]
    pub(crate) receipts: Receipts,
    #[n(10)]
    pub(crate) notices: Notices,
    /// What the user put away, newest last.
    #[n(11)]
    pub(crate) put_away: Vec<PutAway>,
    /// When the server was last heard, in seconds.
    #[n(12)]
    pub(crate) contact_at: Option<i64>,
    /// Since when the device's own silence notice is on the screen, in seconds.
    #[n(13)]
    pub(crate) silence_notice_at: Option<i64>,
    /// When a standing last said that nothing was overdue, in seconds.
    #[n(14)]
    pub(crate) cured_at: Option<i64>,
    /// The signed root that is trusted.
    #[n(15)]
    pub(crate) root: Option<ByteVec>,
    /// The lender's signed roster under it.
    #[n(16)]
    pub(crate) roster: Option<ByteVec>,
    /// The highest sequence number accepted under each key.
    #[n(17)]
    pub(crate) seqs: Vec<KeySeq>,
    #[n(18)]
    pub(crate) codes: Codes,
    /// Never shortened: what the ombudsman frees is free for good.
    #[n(19)]
    pub(crate) freed: Vec<Freed>,
    /// The sequence number that the server last named in an answer or sent with a grant.
    #[n(20)]
    #[cbor(default)]
    pub(crate) confirmed: u64,
    /// Whether the standing in force came by push and the server has not sent it itself.
    #[n(21)]
    #[cbor(default)]
    pub(crate) is_pushed: bool,
    /// What the log's proof of the warrant in force left behind.
    #[n(22)]
    pub(crate) proved: Option<Proved>,
}

/// An enrollment code; the token is gone once it was used.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub(crate) struct SavedCode {
    #[n(0)]
    pub(crate) server: String,
    #[n(1)]
    pub(crate) token: Option<String>,
    #[n(2)]
    pub(crate) root: Digest,
    /// Whether it was scanned for another contract, after a quittance had ended the one before.
    #[n(3)]
    pub(crate) is_another: bool,
}

/// Without the token: whoever reads it can enroll.
impl std::fmt::Debug for SavedCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SavedCode({})", self.server)
    }
}

/// See [`crate::pin::Pin`].
#[derive(Debug, Clone, PartialEq, Encode, Decode)]
#[cbor(map)]
pub(crate) struct SavedPin {
    #[n(0)]
    pub(crate) terms_key: PublicKey,
    #[n(1)]
    pub(crate) device_key: PublicKey,
    #[n(2)]
    pub(crate) terms: ByteVec,
}

/// A session with the server. The counter is reserved in blocks, so that not every check-in is a write.
#[derive(Clone, PartialEq, Encode, Decode)]
#[cbor(map)]
pub(crate) struct SavedSession {
    #[n(0)]
    pub(crate) id: SessionId,
    #[n(1)]
    pub(crate) keys: ByteArray<64>,
    #[n(2)]
    pub(crate) expires_at: i64,
    /// No counter up to this one may be used after a restart.
    #[n(3)]
    pub(crate) reserved: u64,
    /// The thumbprint of the key that granted it.
    #[n(4)]
    pub(crate) granted_by: Digest,
}

impl std::fmt::Debug for SavedSession {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SavedSession({})", self.id)
    }
}

/// A contract that its quittance ended.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub(crate) struct Released {
    #[n(0)]
    pub(crate) contract: ContractId,
    #[n(1)]
    pub(crate) quittance: Digest,
}

/// A contract that the ombudsman ended.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub(crate) struct Freed {
    #[n(0)]
    pub(crate) contract: ContractId,
    #[n(1)]
    pub(crate) release: Digest,
    #[n(2)]
    pub(crate) reason: String,
    #[n(3)]
    pub(crate) case: String,
}

/// How far a key has counted.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub(crate) struct KeySeq {
    #[n(0)]
    pub(crate) key: Digest,
    #[n(1)]
    pub(crate) seq: u64,
}

/// Something the user put away on a day.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub(crate) struct PutAway {
    #[n(0)]
    pub(crate) what: String,
    #[cbor(n(1), with = "proof::cbor::day")]
    pub(crate) on: Date,
}

/// The most entries of a list that only remembers the latest.
const KEPT: usize = 64;

/// Adds to such a list.
pub(crate) fn remember<T>(list: &mut Vec<T>, entry: T) {
    list.push(entry);
    let excess = list.len().saturating_sub(KEPT);
    list.drain(..excess);
}

impl State {
    /// Notes that a key has counted this far.
    pub(crate) fn count(&mut self, key: Digest, seq: u64) {
        match self.seqs.iter_mut().find(|known| known.key == key) {
            Some(known) => known.seq = known.seq.max(seq),
            None => remember(&mut self.seqs, KeySeq { key, seq }),
        }
    }

    /// What is kept of the standing in force beside its bytes.
    pub(crate) fn kept(&self, now: Option<Timestamp>) -> Kept<'_> {
        Kept { now, cured_at: self.cured_at(), proved: self.proved.as_ref() }
    }

    pub(crate) fn cured_at(&self) -> Option<Timestamp> {
        self.cured_at.and_then(|second| Timestamp::from_second(second).ok())
    }

    /// Version, SHA-256, CBOR.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        // Writing to a Vec can't fail.
        let cbor = minicbor::to_vec(self).unwrap_or_default();
        [&[VERSION], Digest::of(&cbor).as_bytes().as_slice(), &cbor].concat()
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, StateError> {
        let (version, rest) = bytes.split_first().ok_or(StateError::Damaged)?;
        if *version != VERSION {
            return Err(StateError::Version(*version));
        }
        let (digest, cbor) = rest.split_at_checked(32).ok_or(StateError::Damaged)?;
        if Digest::of(cbor).as_bytes() != digest {
            return Err(StateError::Damaged);
        }
        minicbor::decode(cbor).map_err(|_| StateError::Damaged)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_flipped_bit_is_noticed(at: prop::sample::Index, bit in 0_u32..8, seq: u64) {
            let code = SavedCode {
                server: "http://s".to_owned(),
                token: None,
                root: Digest([7; 32]),
                is_another: false,
            };
            let state = State { seq, code: Some(code), ..State::default() };
            let mut bytes = state.to_bytes();
            prop_assert_eq!(State::from_bytes(&bytes), Ok(state));
            let at = at.index(bytes.len());
            bytes[at] ^= 1 << bit;
            prop_assert!(State::from_bytes(&bytes).is_err());
        }

        #[test]
        fn random_bytes_are_refused(bytes: Vec<u8>) {
            prop_assert!(State::from_bytes(&bytes).is_err());
        }
    }
}
