use std::fmt;

use ident::SessionId;
use p256::{PublicKey, SecretKey};

use super::{SessionError, SessionKeys};
use crate::Digest;
use crate::scalar::secret_from_seed;

/// A public ephemeral key: an uncompressed P-256 point (SEC 1, 2.3.3).
pub type EphemeralPublic = [u8; 65];

/// A secret for one key agreement (ECDH on P-256). Wiped from memory when dropped; forget it after use, so
/// that a stolen device does not open what was said before.
pub struct Ephemeral(SecretKey);

impl Ephemeral {
    /// The secret from 32 fresh, unpredictable bytes.
    #[must_use]
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(secret_from_seed(seed))
    }

    /// What the peer needs.
    #[must_use]
    pub fn public(&self) -> EphemeralPublic {
        // An uncompressed point of P-256 always has 65 bytes.
        self.0.public_key().to_sec1_bytes().as_ref().try_into().unwrap_or([0; 65])
    }

    /// The keys both sides share: bound to the hello that asked for the session and to the session granted.
    ///
    /// # Errors
    /// [`SessionError::BadEphemeral`] when the peer's key is no point on the curve.
    pub fn agree(
        &self,
        peer: &EphemeralPublic,
        hello: &Digest,
        session: SessionId,
    ) -> Result<SessionKeys, SessionError> {
        let peer = PublicKey::from_sec1_bytes(peer).map_err(|_| SessionError::BadEphemeral)?;
        let shared = self.0.diffie_hellman(&peer);
        SessionKeys::derive(&shared, hello, session)
    }
}

impl fmt::Debug for Ephemeral {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ephemeral(..)")
    }
}
