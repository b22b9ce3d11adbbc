use std::fmt;

use ed25519_dalek::{Signer as _, SigningKey};

use super::{LocalSigner, PublicKey, SignError, Signer};

/// A lender's command key: Ed25519. Wiped from memory when dropped.
pub struct LenderKey(SigningKey);

impl LenderKey {
    /// The key with this seed (RFC 8032, 5.1.5). The caller wipes its copy of the seed.
    #[must_use]
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }
}

impl Signer for LenderKey {
    fn public_key(&self) -> PublicKey {
        PublicKey::Ed25519(self.0.verifying_key())
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignError> {
        Ok(self.sign_local(message))
    }
}

impl LocalSigner for LenderKey {
    fn sign_local(&self, message: &[u8]) -> Vec<u8> {
        self.0.sign(message).to_bytes().to_vec()
    }
}

impl fmt::Debug for LenderKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LenderKey({})", self.public_key().thumbprint())
    }
}
