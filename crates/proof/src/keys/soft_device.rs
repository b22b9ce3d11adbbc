use std::fmt;

use p256::SecretKey;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};

use super::{LocalSigner, PublicKey, SignError, Signer};
use crate::scalar::secret_from_seed;

/// A device's own key held in memory, for virtual phones; it stands for a phone's secure hardware.
/// P-256 with deterministic signatures (RFC 6979). Wiped from memory when dropped.
pub struct SoftDeviceKey(SigningKey);

impl SoftDeviceKey {
    /// The key with this seed: the seed itself as scalar, or the first of its repeated SHA-256 values that
    /// is one. The caller wipes its copy of the seed.
    #[must_use]
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        let secret: SecretKey = secret_from_seed(seed);
        Self(SigningKey::from(&secret))
    }
}

impl Signer for SoftDeviceKey {
    fn public_key(&self) -> PublicKey {
        PublicKey::P256(*self.0.verifying_key())
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignError> {
        Ok(self.sign_local(message))
    }
}

impl LocalSigner for SoftDeviceKey {
    fn sign_local(&self, message: &[u8]) -> Vec<u8> {
        // Only a nonce of zero fails, which no one will ever see; an empty signature is refused everywhere.
        let signed: Result<Signature, _> = self.0.try_sign(message);
        signed.map(|signature| signature.to_vec()).unwrap_or_default()
    }
}

impl fmt::Debug for SoftDeviceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SoftDeviceKey({})", self.public_key().thumbprint())
    }
}
