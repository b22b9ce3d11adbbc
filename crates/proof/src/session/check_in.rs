use ident::SessionId;
use jiff::Timestamp;
use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};
use policy::Level;

use super::mac::{self, Unopened};
use super::{MAX_REQUEST_BYTES, SessionError, SessionKeys};

/// A check-in carries at most this many receipts; the rest follows in the next one.
pub const MAX_RECEIPTS: usize = 16;

/// A device asks for its current state.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct CheckIn {
    /// Strictly increasing in the session: the server refuses one it has seen or passed.
    #[n(0)]
    pub counter: u64,
    /// Fresh random bytes that the answer must repeat.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub nonce: [u8; 16],
    /// The `seq` of the standing the device has; 0 before the first.
    #[n(2)]
    pub known_seq: u64,
    /// The level in force on the device.
    #[n(3)]
    pub applied: Level,
    /// Signed receipts the server may not have yet, in order; at most [`MAX_RECEIPTS`].
    #[n(4)]
    pub receipts: Vec<ByteVec>,
    /// The device's trusted time, for information.
    #[cbor(n(5), with = "crate::cbor::seconds")]
    pub clock: Timestamp,
    /// The version of the root the device holds.
    #[n(6)]
    pub root: u32,
    /// The version of the roster it holds under that root.
    #[n(7)]
    pub roster: u64,
}

impl CheckIn {
    const TYP: &'static str = "application/quittance-check-in+cbor";

    /// The message from device to server.
    #[must_use]
    pub fn seal(&self, session: SessionId, keys: &SessionKeys) -> Vec<u8> {
        mac::seal(Self::TYP, session, keys.device_to_server(), self)
    }

    /// Which session a message claims to belong to, to find its keys. Nothing is authenticated yet.
    ///
    /// # Errors
    /// [`SessionError::Envelope`] when the message has not the one right form.
    pub fn session_of(bytes: &[u8]) -> Result<SessionId, SessionError> {
        Ok(Unopened::read(Self::TYP, bytes, MAX_REQUEST_BYTES)?.session())
    }

    /// Checks and reads a message. The caller compares the counter.
    ///
    /// # Errors
    /// [`SessionError::BadMac`] when it is not by the device that shares these keys;
    /// [`SessionError::Envelope`] or [`SessionError::OutOfBounds`] when it has not the right form.
    pub fn open(bytes: &[u8], keys: &SessionKeys) -> Result<Self, SessionError> {
        let message = Unopened::read(Self::TYP, bytes, MAX_REQUEST_BYTES)?;
        let check_in: Self = message.open(keys.device_to_server())?;
        if check_in.receipts.len() > MAX_RECEIPTS {
            return Err(SessionError::OutOfBounds("receipts"));
        }
        Ok(check_in)
    }
}
