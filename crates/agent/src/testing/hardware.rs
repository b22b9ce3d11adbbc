use proof::keys::{PublicKey, SignError, Signer, SoftDeviceKey};

/// The phone's secure hardware, which may refuse to work for a while.
pub(crate) struct Hardware {
    pub(crate) key: SoftDeviceKey,
    pub(crate) is_broken: bool,
}

impl Signer for Hardware {
    fn public_key(&self) -> PublicKey {
        self.key.public_key()
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignError> {
        if self.is_broken { Err(SignError::Unavailable("broken".to_owned())) } else { self.key.sign(message) }
    }
}
