use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use ident::SessionId;
use p256::ecdh::SharedSecret;
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::SessionError;
use crate::Digest;

/// The two HMAC keys of a session, one for each direction, so that no message can be sent back to its
/// sender. Wiped from memory when dropped.
#[derive(Clone)]
pub struct SessionKeys {
    device_to_server: [u8; 32],
    server_to_device: [u8; 32],
}

const INFO: &[u8] = b"quittance/v1/session";
const CODES_INFO: &[u8] = b"quittance/v1/codes";

impl SessionKeys {
    /// HKDF-SHA256 (RFC 5869): the shared x coordinate, salted with the hello's digest; the session and the
    /// direction as info.
    pub(super) fn derive(
        shared: &SharedSecret,
        hello: &Digest,
        session: SessionId,
    ) -> Result<Self, SessionError> {
        let hkdf = shared.extract::<Sha256>(Some(hello.as_bytes()));
        let mut keys = Self { device_to_server: [0; 32], server_to_device: [0; 32] };
        let expand = |direction: &[u8], key: &mut [u8; 32]| {
            hkdf.expand_multi_info(&[INFO, session.as_bytes(), direction], key)
                .map_err(|_| SessionError::BadEphemeral)
        };
        expand(b"device-to-server", &mut keys.device_to_server)?;
        expand(b"server-to-device", &mut keys.server_to_device)?;
        Ok(keys)
    }

    /// The keys from storage; the caller wipes its copy.
    #[must_use]
    pub fn from_bytes(bytes: &[u8; 64]) -> Self {
        let mut keys = Self { device_to_server: [0; 32], server_to_device: [0; 32] };
        let (first, second) = bytes.split_at(32);
        keys.device_to_server.copy_from_slice(first);
        keys.server_to_device.copy_from_slice(second);
        keys
    }

    /// For sealed storage: device to server, then server to device. Wiped when dropped.
    #[must_use]
    pub fn to_bytes(&self) -> Zeroizing<[u8; 64]> {
        let mut bytes = Zeroizing::new([0; 64]);
        let (first, second) = bytes.split_at_mut(32);
        first.copy_from_slice(&self.device_to_server);
        second.copy_from_slice(&self.server_to_device);
        bytes
    }

    /// Hides what one grant of this session gives for codes: the first block of HKDF-Expand (RFC 5869) from
    /// the key of the grant's direction.
    pub(super) fn codes_pad(&self) -> Zeroizing<[u8; 32]> {
        // HMAC takes keys of any length.
        let block = Hmac::<Sha256>::new_from_slice(&self.server_to_device)
            .map(|hmac| hmac.chain_update(CODES_INFO).chain_update([1]).finalize().into_bytes().into());
        Zeroizing::new(block.unwrap_or_default())
    }

    pub(super) const fn device_to_server(&self) -> &[u8; 32] {
        &self.device_to_server
    }

    pub(super) const fn server_to_device(&self) -> &[u8; 32] {
        &self.server_to_device
    }
}

impl Drop for SessionKeys {
    fn drop(&mut self) {
        self.device_to_server.zeroize();
        self.server_to_device.zeroize();
    }
}

impl ZeroizeOnDrop for SessionKeys {}

impl fmt::Debug for SessionKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionKeys(..)")
    }
}
