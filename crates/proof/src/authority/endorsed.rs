use minicbor::{Decode, Encode};

use super::TrustError;
use super::error::SignatureFault;
use super::signatures::Signatures;
use crate::keys::{KeyId, PublicKey, SignError, Signer};
use crate::{Digest, DocumentError, canonical};

/// What an authority document can say: [`super::Root`] or [`super::Roster`].
pub trait Charter: Encode<()> + for<'b> Decode<'b, ()> {
    /// The media type in the protected `typ` header.
    const TYP: &'static str;

    /// Whether the fields make sense together.
    ///
    /// # Errors
    /// [`TrustError::RootContent`] or [`TrustError::RosterContent`], with the rule.
    fn check(&self) -> Result<(), TrustError>;

    /// The error for bytes that can't be read.
    fn malformed(error: DocumentError) -> TrustError;
}

/// An authority document of the right form with the signatures collected so far. Whose they are and whether
/// they suffice says [`super::Trust`]; nothing else makes use of what it says but a ceremony, which shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Endorsed<T> {
    content: T,
    signatures: Signatures,
}

impl<T: Charter> Endorsed<T> {
    /// A document that nobody has signed yet. Instants are cut to whole seconds.
    ///
    /// # Errors
    /// When its fields make no sense together.
    pub fn draft(content: &T) -> Result<Self, TrustError> {
        Self::read(Signatures::none(T::TYP, canonical::encode(content)))
    }

    /// Reads a document, or a draft, in its one deterministic form.
    ///
    /// # Errors
    /// When it is malformed, or its fields make no sense together.
    pub fn parse(bytes: &[u8]) -> Result<Self, TrustError> {
        Self::read(Signatures::parse(T::TYP, bytes).map_err(T::malformed)?)
    }

    fn read(signatures: Signatures) -> Result<Self, TrustError> {
        let content: T =
            canonical::decode(signatures.payload()).map_err(|fault| T::malformed(fault.into()))?;
        content.check()?;
        Ok(Self { content, signatures })
    }

    /// What it says; by no one yet.
    pub const fn unverified(&self) -> &T {
        &self.content
    }

    /// SHA-256 of the payload: the document's name, whoever signs it.
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest::of(self.signatures.payload())
    }

    /// Adds a key's signature, or puts it in the place of its earlier one. The key is an Ed25519 one: no other
    /// has a say.
    ///
    /// # Errors
    /// When the key can't be used; nothing is changed then.
    pub fn try_sign(&mut self, key: &dyn Signer) -> Result<(), SignError> {
        self.signatures.add(key)
    }

    /// The keys that claim to have signed, in ascending order.
    pub fn signers(&self) -> impl Iterator<Item = KeyId> {
        self.signatures.kids()
    }

    /// The tagged `COSE_Sign`.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.signatures.to_bytes()
    }

    /// Whether as many of these keys signed as must. Signatures by others are not looked at.
    ///
    /// # Errors
    /// [`SignatureFault::TooFew`]; [`SignatureFault::Wrong`] when one does not fit its key.
    pub fn check_threshold(&self, keys: &[PublicKey], threshold: u8) -> Result<(), SignatureFault> {
        let have = self.signatures.count(keys)?;
        let is_enough = have >= usize::from(threshold);
        if is_enough { Ok(()) } else { Err(SignatureFault::TooFew { have, need: threshold }) }
    }

    /// Whether nobody but these keys signed.
    ///
    /// # Errors
    /// [`SignatureFault::Stranger`].
    pub fn check_strangers(&self, keys: &[PublicKey]) -> Result<(), SignatureFault> {
        let is_known = |kid: KeyId| keys.iter().any(|key| key.kid() == kid);
        if self.signers().all(is_known) { Ok(()) } else { Err(SignatureFault::Stranger) }
    }
}
