use ident::Imei;
use proof::Digest;
use proof::keys::PublicKey;

/// What a chain proves: this key was made in the secure hardware of this phone, and can't leave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attested {
    /// The key, P-256.
    pub key: PublicKey,
    /// The IMEIs that the maker burned in, in the chain's order. Empty when the phone attests none.
    pub imeis: Vec<Imei>,
    /// The maker's serial number, if the phone attests it.
    pub serial: Option<String>,
    /// The model, if the phone attests it.
    pub model: Option<String>,
    /// Where the key lives.
    pub security_level: SecurityLevel,
    /// What whoever had the key made wanted repeated.
    pub challenge: Vec<u8>,
}

/// Where a key lives. Keys in software are refused, so there is no name for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SecurityLevel {
    /// A part of the main processor that the system can't look into.
    TrustedEnvironment,
    /// A chip of its own.
    StrongBox,
}

impl Attested {
    /// Whether the key was made as a device key of this protocol, not for another app or purpose.
    #[must_use]
    pub fn is_device_key(&self) -> bool {
        self.challenge == device_key_challenge().as_bytes()
    }
}

/// What a phone passes as attestation challenge when it makes its device key. Android fixes the challenge when
/// the key is made, so it can't be fresh for each hello; that the key is held now, the hello's own signature
/// proves.
#[must_use]
pub fn device_key_challenge() -> Digest {
    Digest::of(b"quittance/v1/device-key")
}
