use std::sync::Arc;

use data_encoding::BASE64URL_NOPAD;
use ident::{Entropy, LenderId};
use jiff::Timestamp;
use policy::Level;
use proof::keys::{LenderKey, PublicKey, Signer};
use serde::{Deserialize, Serialize};
use servicing::LockBudget;
use store::Hidden;
use zeroize::Zeroizing;

use super::external::SignerProgram;
use super::{ExternalSigner, KeyStoreError, Purpose};
use crate::Sealer;

/// A signer that many threads share.
pub type SharedSigner = Arc<dyn Signer + Send + Sync>;

/// One key of the server: what it is for, and its private half, sealed, or the program that keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KeyRecord {
    pub(super) format: Format,
    pub(super) purpose: Purpose,
    /// Whose it is; a key of the whole installation has no lender.
    pub(super) lender: Option<LenderId>,
    /// Counts from 1; the next one takes the place of this one.
    pub(super) generation: u32,
    pub(super) public_key: PublicKey,
    pub(super) made_at: Timestamp,
    /// The highest level it may order.
    pub(super) max_level: Option<Level>,
    /// How many restrictions it may order in an hour.
    pub(super) orders_per_hour: Option<u32>,
    /// When everything it ever signed became void.
    pub(super) revoked_at: Option<Timestamp>,
    /// When nothing it signed was needed any more.
    pub(super) retired_at: Option<Timestamp>,
    pub(super) private: Private,
}

/// The one format of these files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Format {
    #[serde(rename = "quittance-server-key/v1")]
    V1,
}

/// Where the private half is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Private {
    /// Here, sealed under the master key; base64url.
    Sealed(String),
    /// With a program.
    External(SignerProgram),
}

/// What makes a key one of its own: nothing sealed for another opens in its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) purpose: Purpose,
    pub(super) lender: Option<LenderId>,
    pub(super) generation: u32,
}

impl Place {
    /// The file's name: `command-len_…-1.key`.
    pub(super) fn file_name(self) -> String {
        let whose = self.lender.map_or_else(|| "all".to_owned(), |lender| lender.to_string());
        format!("{}-{whose}-{}.key", self.purpose, self.generation)
    }
}

impl KeyRecord {
    /// A new key with a random seed.
    pub(super) fn random(
        place: Place,
        now: Timestamp,
        sealer: &Sealer,
        entropy: &mut dyn Entropy,
    ) -> Result<Self, KeyStoreError> {
        let seed = Zeroizing::new(entropy.array::<32>());
        let public_key = LenderKey::from_seed(&seed).public_key();
        let sealed = sealer
            .seal(&sealed_for(place, &public_key), seed.as_slice(), entropy)
            .map_err(|_| KeyStoreError::Sealed(place.file_name()))?;
        Ok(Self::new(place, public_key, now, Private::Sealed(BASE64URL_NOPAD.encode(&sealed.0))))
    }

    /// A key that a program keeps.
    pub(super) fn external(
        place: Place,
        public_key: PublicKey,
        now: Timestamp,
        program: SignerProgram,
    ) -> Self {
        Self::new(place, public_key, now, Private::External(program))
    }

    fn new(place: Place, public_key: PublicKey, now: Timestamp, private: Private) -> Self {
        let Place { purpose, lender, generation } = place;
        Self {
            format: Format::V1,
            purpose,
            lender,
            generation,
            public_key,
            made_at: Timestamp::from_second(now.as_second()).unwrap_or(now),
            max_level: (purpose == Purpose::Command).then_some(Level::Locked),
            orders_per_hour: (purpose == Purpose::Command).then(|| LockBudget::default().phones_per_hour),
            revoked_at: None,
            retired_at: None,
            private,
        }
    }

    /// The same order in every roster.
    pub(super) const fn order(&self) -> (Purpose, u32) {
        (self.purpose, self.generation)
    }

    pub(super) const fn place(&self) -> Place {
        Place { purpose: self.purpose, lender: self.lender, generation: self.generation }
    }

    /// The key, ready to sign.
    pub(super) fn signer(&self, sealer: &Sealer) -> Result<SharedSigner, KeyStoreError> {
        let sealed = match &self.private {
            Private::External(program) => {
                return Ok(Arc::new(ExternalSigner::new(self.public_key, program.clone())));
            }
            Private::Sealed(sealed) => sealed,
        };
        let unopened = || KeyStoreError::Sealed(self.place().file_name());
        let sealed = BASE64URL_NOPAD.decode(sealed.as_bytes()).map_err(|_| unopened())?;
        let place = sealed_for(self.place(), &self.public_key);
        let seed = Zeroizing::new(sealer.open(&place, &Hidden(sealed)).map_err(|_| unopened())?);
        let seed: &[u8; 32] = seed.as_slice().try_into().map_err(|_| unopened())?;
        let key = LenderKey::from_seed(seed);
        if key.public_key() == self.public_key { Ok(Arc::new(key)) } else { Err(unopened()) }
    }
}

fn sealed_for(place: Place, public_key: &PublicKey) -> String {
    format!("key/{}/{public_key}", place.file_name())
}
