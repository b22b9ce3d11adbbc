use ident::SessionId;
use jiff::Timestamp;
use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};

use super::mac::{self, Unopened};
use super::{MAX_RESPONSE_BYTES, SessionError, SessionKeys};

/// The server's answer to a check-in: proof, by the repeated nonce, that it speaks now.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Answer {
    /// The check-in's nonce.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub nonce: [u8; 16],
    /// The server's time: a lower bound of the device's trusted time.
    #[cbor(n(1), with = "crate::cbor::seconds")]
    pub now: Timestamp,
    /// The `seq` of the standing in force.
    #[n(2)]
    pub seq: u64,
    /// The signed standing, when it is newer than the one the device has.
    #[n(3)]
    pub standing: Option<ByteVec>,
    /// The server keeps all receipts up to this counter; the device may drop them.
    #[n(4)]
    pub receipts_kept: u64,
    /// The device should say [`super::Hello`] again before the session expires.
    #[n(5)]
    pub renew: bool,
    /// Signed roots after the one the device has, in order.
    #[cbor(n(6), with = "crate::cbor::messages", has_nil)]
    pub roots: Vec<ByteVec>,
    /// The lender's signed roster, when it is newer than the one the device has.
    #[n(7)]
    pub roster: Option<ByteVec>,
    /// The ombudsman's releases for this device and contract.
    #[cbor(n(8), with = "crate::cbor::messages", has_nil)]
    pub releases: Vec<ByteVec>,
}

impl Answer {
    const TYP: &'static str = "application/quittance-answer+cbor";

    /// The message from server to device.
    #[must_use]
    pub fn seal(&self, session: SessionId, keys: &SessionKeys) -> Vec<u8> {
        mac::seal(Self::TYP, session, keys.server_to_device(), self)
    }

    /// Checks and reads a message: by the server that shares these keys, in this session, to the question
    /// with this nonce.
    ///
    /// # Errors
    /// [`SessionError::WrongSession`], [`SessionError::BadMac`] or [`SessionError::WrongNonce`];
    /// [`SessionError::Envelope`] when the message has not the one right form.
    pub fn open(
        bytes: &[u8],
        session: SessionId,
        keys: &SessionKeys,
        nonce: &[u8; 16],
    ) -> Result<Self, SessionError> {
        let message = Unopened::read(Self::TYP, bytes, MAX_RESPONSE_BYTES)?;
        if message.session() != session {
            return Err(SessionError::WrongSession);
        }
        let answer: Self = message.open(keys.server_to_device())?;
        if answer.nonce != *nonce {
            return Err(SessionError::WrongNonce);
        }
        Ok(answer)
    }
}
