use ident::{ContractId, DeviceId, LenderId, SessionId};
use jiff::Timestamp;
use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};

use super::{EphemeralPublic, MAX_RESPONSE_BYTES, SessionError};
use crate::authority::{Role, Trust, TrustError};
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
    /// The key that signs it: one that the roster lists for freshness.
    #[n(1)]
    pub freshness_key: PublicKey,
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
    /// The signed roots, from one the device may have pinned to the last.
    #[cbor(n(13), with = "crate::cbor::messages", has_nil)]
    pub roots: Vec<ByteVec>,
    /// The lender's signed roster.
    #[n(14)]
    pub roster: ByteVec,
    /// What the device needs to read offline codes, as [`super::GrantedCodes::seal`] hides it.
    #[n(15)]
    pub codes: Option<ByteVec>,
    /// The ombudsman's releases for this device and contract.
    #[cbor(n(16), with = "crate::cbor::messages", has_nil)]
    pub releases: Vec<ByteVec>,
}

/// What a device believes before it reads a grant.
#[derive(Debug, Clone, Copy)]
pub enum Anchor<'a> {
    /// The root's name from an enrollment code.
    Pinned(&'a Digest),
    /// What it verified before.
    Held(&'a Trust),
}

/// A grant that was checked, and what it was checked against.
#[derive(Debug, Clone, PartialEq)]
pub struct Granted {
    /// The grant.
    pub grant: Grant,
    /// What is held from now on.
    pub trust: Trust,
    /// Why what was held before goes on to hold although the grant brought other roots or another roster.
    pub fault: Option<TrustError>,
}

impl Grant {
    const TYP: &'static str = "application/quittance-grant+cbor";

    /// The signed message; `key` is the private half of `freshness_key`, in memory.
    #[must_use]
    pub fn sign<K: LocalSigner + ?Sized>(&self, key: &K) -> Vec<u8> {
        envelope::sign(Self::TYP, canonical::encode(self), key)
    }

    /// The signed message; `key` is the private half of `freshness_key`, wherever it lives.
    ///
    /// # Errors
    /// When the key can't be used.
    pub fn try_sign(&self, key: &dyn Signer) -> Result<Vec<u8>, SignError> {
        envelope::try_sign(Self::TYP, canonical::encode(self), key)
    }

    /// Checks and reads a message: in answer to this hello, by a key that the lender's roster lists for
    /// freshness at the time the grant names. The roster comes with it, and is itself checked first.
    ///
    /// # Errors
    /// [`SessionError::WrongHello`]; [`SessionError::Trust`] when nothing leads from the anchor to the key;
    /// [`SessionError::Envelope`] when form or signature are wrong or the key is not Ed25519.
    pub fn verify(bytes: &[u8], anchor: Anchor<'_>, hello: &Digest) -> Result<Granted, SessionError> {
        let envelope = Envelope::parse(Self::TYP, bytes, MAX_RESPONSE_BYTES)?;
        let grant: Self = canonical::decode(envelope.payload())?;
        if grant.hello != *hello {
            return Err(SessionError::WrongHello);
        }
        if grant.freshness_key.algorithm() != Algorithm::EdDsa {
            return Err(DocumentError::WrongAlgorithm.into());
        }
        let (trust, fault) = grant.trust(anchor)?;
        if grant.lender != trust.lender() {
            return Err(TrustError::RosterLender.into());
        }
        let key = trust.key(&grant.freshness_key.thumbprint(), Role::Freshness, grant.now)?;
        envelope.verify(&key.key)?;
        Ok(Granted { grant, trust, fault })
    }

    fn trust(&self, anchor: Anchor<'_>) -> Result<(Trust, Option<TrustError>), TrustError> {
        match anchor {
            Anchor::Pinned(root) => Ok((Trust::first(root, &as_slices(&self.roots), &self.roster)?, None)),
            Anchor::Held(held) => Ok(match held.advance(&as_slices(&self.roots), Some(&self.roster)) {
                Ok(newer) => (newer.unwrap_or_else(|| held.clone()), None),
                Err(fault) => (held.clone(), Some(fault)),
            }),
        }
    }
}

fn as_slices(list: &[ByteVec]) -> Vec<&[u8]> {
    list.iter().map(|bytes| bytes.as_slice()).collect()
}
