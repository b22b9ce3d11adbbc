use std::fmt;

use ident::{Imei, SessionId};
use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};

use super::{EphemeralPublic, MAX_REQUEST_BYTES, SessionError};
use crate::envelope::{self, Envelope};
use crate::keys::{Algorithm, LocalSigner, PublicKey, SignError, Signer};
use crate::{Digest, DocumentError, canonical};

/// A device asks for a session, signed by the key it carries: whoever sends it holds that key. Whether the
/// key is a known device's is the server's to check.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Hello {
    /// Why.
    #[n(0)]
    pub purpose: Purpose,
    /// The device's own key.
    #[n(1)]
    pub device_key: PublicKey,
    /// Every IMEI of the device, at least one.
    #[n(2)]
    pub imeis: Vec<Imei>,
    /// The maker's serial number.
    #[n(3)]
    pub serial: String,
    /// The model's name.
    #[n(4)]
    pub model: String,
    /// The device's half of the key agreement.
    #[cbor(n(5), with = "minicbor::bytes")]
    pub ephemeral: EphemeralPublic,
    /// Fresh random bytes.
    #[cbor(n(6), with = "minicbor::bytes")]
    pub nonce: [u8; 16],
    /// The counter of the last receipt the device remembers; 0 when it remembers none.
    #[n(7)]
    pub receipts_counter: u64,
    /// The maker's certificates for the device's key, X.509 in DER, the key's own first. Absent where the phone
    /// has none, and where the key is known already.
    #[n(8)]
    pub attestation: Option<Vec<ByteVec>>,
}

/// Why a device asks for a session.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
pub enum Purpose {
    /// The first time, with the one-time token of an [`super::EnrollmentCode`].
    #[n(0)]
    Enroll {
        /// The token.
        #[n(0)]
        token: String,
    },
    /// After a factory reset: the device is recognized by its hardware identity.
    #[n(1)]
    Recover,
    /// Before the session runs out.
    #[n(2)]
    Renew {
        /// The session to replace.
        #[n(0)]
        session: SessionId,
    },
}

/// Without the token.
impl fmt::Debug for Purpose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Enroll { .. } => f.write_str("Enroll(..)"),
            Self::Recover => f.write_str("Recover"),
            Self::Renew { session } => write!(f, "Renew({session})"),
        }
    }
}

/// Longest token, serial number and model name, in bytes.
const MAX_TEXT: usize = 128;
const MAX_IMEIS: usize = 8;
/// Certificates of an attestation.
pub const MAX_CERTIFICATES: usize = 8;
/// Bytes of one certificate. A root with an RSA key of 4096 bits has 1,400.
pub const MAX_CERTIFICATE_BYTES: usize = 4096;

impl Hello {
    const TYP: &'static str = "application/quittance-hello+cbor";

    /// The signed message; `key` is the private half of `device_key`, in memory.
    #[must_use]
    pub fn sign<K: LocalSigner + ?Sized>(&self, key: &K) -> Vec<u8> {
        envelope::sign(Self::TYP, canonical::encode(self), key)
    }

    /// The signed message; `key` is the private half of `device_key`, wherever it lives.
    ///
    /// # Errors
    /// When the key can't be used.
    pub fn try_sign(&self, key: &dyn Signer) -> Result<Vec<u8>, SignError> {
        envelope::try_sign(Self::TYP, canonical::encode(self), key)
    }

    /// The message's name, as [`super::Grant`] repeats it.
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest::of(&canonical::encode(self))
    }

    /// Checks and reads a message.
    ///
    /// # Errors
    /// [`SessionError::Envelope`] when form or signature are wrong or the key is not P-256;
    /// [`SessionError::OutOfBounds`] when a field is.
    pub fn verify(bytes: &[u8]) -> Result<(Self, Digest), SessionError> {
        let envelope = Envelope::parse(Self::TYP, bytes, MAX_REQUEST_BYTES)?;
        let hello: Self = canonical::decode(envelope.payload())?;
        if hello.device_key.algorithm() != Algorithm::Es256 {
            return Err(DocumentError::WrongAlgorithm.into());
        }
        envelope.verify(&hello.device_key)?;
        hello.check_bounds()?;
        Ok((hello, Digest::of(envelope.payload())))
    }

    fn check_bounds(&self) -> Result<(), SessionError> {
        let is_text = |text: &str| (1..=MAX_TEXT).contains(&text.len());
        if let Purpose::Enroll { token } = &self.purpose
            && !is_text(token)
        {
            return Err(SessionError::OutOfBounds("token"));
        }
        if !is_text(&self.serial) {
            return Err(SessionError::OutOfBounds("serial"));
        }
        if !is_text(&self.model) {
            return Err(SessionError::OutOfBounds("model"));
        }
        let repeats = (1..self.imeis.len()).any(|n| self.imeis[..n].contains(&self.imeis[n]));
        if repeats || !(1..=MAX_IMEIS).contains(&self.imeis.len()) {
            return Err(SessionError::OutOfBounds("imeis"));
        }
        let is_chain = |chain: &Vec<ByteVec>| {
            (1..=MAX_CERTIFICATES).contains(&chain.len())
                && chain.iter().all(|certificate| certificate.len() <= MAX_CERTIFICATE_BYTES)
        };
        if !self.attestation.as_ref().is_none_or(is_chain) {
            return Err(SessionError::OutOfBounds("attestation"));
        }
        Ok(())
    }
}
