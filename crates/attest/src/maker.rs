//! A maker of virtual phones.

pub(crate) mod certificates;
pub(crate) mod description;

use ident::Imei;
use jiff::Timestamp;
use p256::ecdsa::SigningKey;
use proof::Digest;
use proof::keys::PublicKey;
use x509_cert::builder;
use x509_cert::der;

use crate::{RootFault, Roots};
use certificates::{Authority, Role};
use description::Facts;

/// A maker of phones with its own root: what the makers of Android phones have, for virtual ones. Whoever knows
/// the seed can attest anything, so its root is good for tests only.
pub struct Maker {
    root: Authority,
    factory: Authority,
}

/// A phone as it leaves the factory, and the key that its secure hardware made.
#[derive(Debug, Clone)]
pub struct Made<'a> {
    /// The device key, P-256.
    pub key: &'a PublicKey,
    /// One or two IMEIs; Android attests no more.
    pub imeis: &'a [Imei],
    /// Serial number.
    pub serial: &'a str,
    /// Model.
    pub model: &'a str,
    /// What the key's certificate repeats.
    pub challenge: Digest,
}

/// Why no chain can be issued.
#[derive(Debug, thiserror::Error)]
pub enum MakerError {
    /// Not a P-256 key.
    #[error("a device key is a P-256 key")]
    Key,
    /// No IMEI, or more than Android attests.
    #[error("a phone has 1 or 2 IMEIs")]
    Imeis,
    /// A field too long for DER, or an instant beyond what certificates hold.
    #[error(transparent)]
    Certificate(#[from] builder::Error),
}

impl From<der::Error> for MakerError {
    fn from(error: der::Error) -> Self {
        Self::Certificate(error.into())
    }
}

/// From when until when the certificates of virtual phones are valid: test clocks may be anywhere in between.
const ALWAYS: (&str, &str) = ("2000-01-01T00:00:00Z", "2099-12-31T23:59:59Z");

impl Maker {
    /// The maker with this seed, whose certificates are valid from when until when. The same seed and times
    /// give the same certificates, byte for byte.
    ///
    /// # Errors
    /// When the times are beyond what certificates hold.
    pub fn new(seed: &[u8], validity: (Timestamp, Timestamp)) -> Result<Self, MakerError> {
        let root = Authority::root(signing_key(seed, b"root")?, "Virtual Phone Root", validity)?;
        let factory = root.authority(signing_key(seed, b"factory")?, "Virtual Phone Factory")?;
        Ok(Self { root, factory })
    }

    /// The maker of this program's own virtual phones. Its seed is public.
    ///
    /// # Errors
    /// None that could happen: its times are constants.
    pub fn of_virtual_phones() -> Result<Self, MakerError> {
        let instant = |text: &str| text.parse().unwrap_or(Timestamp::UNIX_EPOCH);
        Self::new(b"quittance/v1/virtual-phones", (instant(ALWAYS.0), instant(ALWAYS.1)))
    }

    /// The root certificate, DER.
    #[must_use]
    pub fn root(&self) -> &[u8] {
        self.root.certificate()
    }

    /// The root as those who believe this maker hold it.
    ///
    /// # Errors
    /// None that could happen: the root is well-formed.
    pub fn roots(&self) -> Result<Roots, RootFault> {
        Roots::from_der(&[self.root()])
    }

    /// The chain of a phone's device key, its own certificate first, the root last.
    ///
    /// # Errors
    /// [`MakerError`].
    pub fn attest(&self, made: &Made<'_>) -> Result<Vec<Vec<u8>>, MakerError> {
        let PublicKey::P256(key) = made.key else { return Err(MakerError::Key) };
        let extension = description::of(made, &Facts::GENUINE)?;
        let leaf = self.factory.issue(key, "Android Keystore Key", Role::Device(extension))?;
        Ok(vec![leaf, self.factory.certificate().to_vec(), self.root().to_vec()])
    }
}

fn signing_key(seed: &[u8], role: &[u8]) -> Result<SigningKey, MakerError> {
    let secret = Digest::of(&[role, b"/", seed].concat());
    SigningKey::from_slice(secret.as_bytes()).map_err(|_| MakerError::Key)
}
