use ident::{ContractId, DeviceId, LenderId, SessionId};
use jiff::Timestamp;
use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};

use super::{EphemeralPublic, MAX_RESPONSE_BYTES, SessionError};
use crate::envelope::{self, Envelope};
use crate::keys::{Algorithm, LocalSigner, PublicKey, SignError, Signer};
use crate::{Digest, DocumentError, canonical};

/// The lender's answer to a [`super::Hello`]: a session, and all a device needs that remembers nothing.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Grant {
    /// The hello it answers.
    #[n(0)]
    pub hello: Digest,
    /// The lender's command key, whose thumbprint stood in the enrollment code.
    #[n(1)]
    pub lender_key: PublicKey,
    /// The lender.
    #[n(2)]
    pub lender: LenderId,
    /// The device's identifier.
    #[n(3)]
    pub device: DeviceId,
    /// The contract that finances it.
    #[n(4)]
    pub contract: ContractId,
    /// The session.
    #[n(5)]
    pub session: SessionId,
    /// When the session ends.
    #[cbor(n(6), with = "crate::cbor::seconds")]
    pub expires_at: Timestamp,
    /// The server's time: a lower bound of the device's trusted time.
    #[cbor(n(7), with = "crate::cbor::seconds")]
    pub now: Timestamp,
    /// The server's half of the key agreement.
    #[cbor(n(8), with = "minicbor::bytes")]
    pub ephemeral: EphemeralPublic,
    /// The signed terms.
    #[n(9)]
    pub terms: ByteVec,
    /// The signed standing in force.
    #[n(10)]
    pub standing: ByteVec,
    /// The counter of the last receipt the server has, so that a reset device goes on counting.
    #[n(11)]
    pub last_receipt: u64,
    /// The payload digest of that receipt; zeros when there is none.
    #[n(12)]
    pub last_receipt_digest: Digest,
}

impl Grant {
    const TYP: &'static str = "application/quittance-grant+cbor";

    /// The signed message; `key` is the private half of `lender_key`, in memory.
    #[must_use]
    pub fn sign<K: LocalSigner + ?Sized>(&self, key: &K) -> Vec<u8> {
        envelope::sign(Self::TYP, canonical::encode(self), key)
    }

    /// The signed message; `key` is the private half of `lender_key`, wherever it lives.
    ///
    /// # Errors
    /// When the key can't be used.
    pub fn try_sign(&self, key: &dyn Signer) -> Result<Vec<u8>, SignError> {
        envelope::try_sign(Self::TYP, canonical::encode(self), key)
    }

    /// Checks and reads a message: by the lender whose key has this thumbprint, in answer to this hello.
    ///
    /// # Errors
    /// [`SessionError::WrongLender`] or [`SessionError::WrongHello`]; [`SessionError::Envelope`] when form or
    /// signature are wrong or the key is not Ed25519.
    pub fn verify(bytes: &[u8], lender_key: &Digest, hello: &Digest) -> Result<Self, SessionError> {
        let envelope = Envelope::parse(Self::TYP, bytes, MAX_RESPONSE_BYTES)?;
        let grant: Self = canonical::decode(envelope.payload())?;
        if grant.lender_key.algorithm() != Algorithm::EdDsa {
            return Err(DocumentError::WrongAlgorithm.into());
        }
        if grant.lender_key.thumbprint() != *lender_key {
            return Err(SessionError::WrongLender);
        }
        envelope.verify(&grant.lender_key)?;
        if grant.hello != *hello {
            return Err(SessionError::WrongHello);
        }
        Ok(grant)
    }
}
