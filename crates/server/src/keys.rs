use hkdf::Hkdf;
use ident::{DeviceId, LenderId};
use proof::code::{CodeKey, Secret};
use proof::keys::LenderKey;
use sha2::Sha256;
use zeroize::{Zeroize as _, Zeroizing};

use crate::Sealer;
use crate::custody::KeyStore;

/// All keys of an installation, derived from one master secret that lies outside the database.
pub struct KeyRing {
    master: Zeroizing<[u8; 32]>,
    store: Option<KeyStore>,
}

impl KeyRing {
    /// The ring of this master secret.
    #[must_use]
    pub fn new(master: [u8; 32]) -> Self {
        Self { master: Zeroizing::new(master), store: None }
    }

    /// The same with a store of signing keys: those are random and can be replaced. Without one they are derived,
    /// as in tests and simulations.
    #[must_use]
    pub fn with_store(self, store: KeyStore) -> Self {
        Self { store: Some(store), ..self }
    }

    /// The store of signing keys.
    #[must_use]
    pub const fn store(&self) -> Option<&KeyStore> {
        self.store.as_ref()
    }

    /// A lender's command key: signs terms, standings, warrants and quittances.
    #[must_use]
    pub fn command_key(&self, lender: LenderId) -> LenderKey {
        LenderKey::from_seed(&self.derive("command", lender.as_bytes()))
    }

    /// A lender's freshness key: signs grants, which say what time it is.
    #[must_use]
    pub fn freshness_key(&self, lender: LenderId) -> LenderKey {
        LenderKey::from_seed(&self.derive("freshness", lender.as_bytes()))
    }

    /// The key of the automatic root.
    #[must_use]
    pub fn root_key(&self) -> LenderKey {
        LenderKey::from_seed(&self.derive("root", &[]))
    }

    /// Encrypts session keys and webhook secrets at rest.
    #[must_use]
    pub fn sealer(&self) -> Sealer {
        Sealer::new(&self.derive("seal", &[]))
    }

    /// The key that signs the public log's checkpoints.
    #[must_use]
    pub fn log_key(&self) -> LenderKey {
        LenderKey::from_seed(&self.derive("log", &[]))
    }

    /// From it come the salts of the log's entries.
    #[must_use]
    pub fn log_secret(&self) -> Zeroizing<[u8; 32]> {
        self.derive("log-salt", &[])
    }

    /// A secret for a page's own use, such as signing links.
    #[must_use]
    pub fn page_secret(&self, purpose: &'static str) -> Zeroizing<[u8; 32]> {
        self.derive("page", purpose.as_bytes())
    }

    /// What a device and this installation share for offline codes.
    #[must_use]
    pub fn code_secret(&self, device: DeviceId) -> Secret {
        let derived = self.derive("code", device.as_bytes());
        let mut key = [0; 16];
        key.iter_mut().zip(derived.iter()).for_each(|(byte, derived)| *byte = *derived);
        let secret = Secret::of(CodeKey::new(key));
        key.zeroize();
        secret
    }

    /// HKDF-SHA256 (RFC 5869) with the purpose as context.
    fn derive(&self, purpose: &str, context: &[u8]) -> Zeroizing<[u8; 32]> {
        let mut key = Zeroizing::new([0; 32]);
        let info = [b"quittance/v1/", purpose.as_bytes(), b"/", context].concat();
        // 32 bytes are always within what one HKDF-SHA256 gives.
        let expanded = Hkdf::<Sha256>::new(None, self.master.as_slice()).expand(&info, key.as_mut_slice());
        debug_assert!(expanded.is_ok());
        key
    }
}

impl std::fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("KeyRing(hidden)")
    }
}
