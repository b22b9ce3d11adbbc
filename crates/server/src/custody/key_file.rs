use data_encoding::BASE64URL_NOPAD;
use ident::Entropy;
use proof::keys::{LenderKey, PublicKey, Signer as _};
use serde::{Deserialize, Serialize};
use store::Hidden;
use zeroize::Zeroizing;

use super::passphrase::Stretch;
use super::{CustodyError, Passphrase, Purpose};
use crate::Sealer;

/// A secret of 32 bytes, locked by a passphrase: Argon2id (RFC 9106), then ChaCha20-Poly1305 (RFC 8439) with
/// everything that stands in clear as associated data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyFile {
    format: String,
    purpose: Purpose,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    public_key: Option<PublicKey>,
    argon2id: Stretch,
    salt: String,
    sealed: String,
}

impl KeyFile {
    const FORMAT: &'static str = "quittance-key/v1";

    /// Locks a secret. The caller wipes its copy.
    ///
    /// # Errors
    /// Only when there is no memory to stretch the passphrase in.
    pub fn lock(
        purpose: Purpose,
        secret: &[u8; 32],
        passphrase: &Passphrase,
        entropy: &mut dyn Entropy,
    ) -> Result<Self, CustodyError> {
        let salt: [u8; 16] = entropy.array();
        let mut file = Self {
            format: Self::FORMAT.to_owned(),
            purpose,
            public_key: purpose.signs().then(|| LenderKey::from_seed(secret).public_key()),
            argon2id: Stretch::RECOMMENDED,
            salt: BASE64URL_NOPAD.encode(&salt),
            sealed: String::new(),
        };
        let sealer = Sealer::new(&*file.argon2id.key(passphrase, &salt)?);
        let sealed = sealer.seal(&file.in_clear(), secret, entropy).map_err(|_| CustodyError::Locked)?;
        file.sealed = BASE64URL_NOPAD.encode(&sealed.0);
        Ok(file)
    }

    /// Gives the secret out for what the file was made for.
    ///
    /// # Errors
    /// [`CustodyError::OtherPurpose`], [`CustodyError::Strength`], [`CustodyError::Locked`] or
    /// [`CustodyError::OtherKey`].
    pub fn open(
        &self,
        wanted: Purpose,
        passphrase: &Passphrase,
    ) -> Result<Zeroizing<[u8; 32]>, CustodyError> {
        let found = self.purpose;
        if found != wanted {
            return Err(CustodyError::OtherPurpose { found, wanted });
        }
        let salt = decoded(&self.salt).and_then(|salt| salt.try_into().ok());
        let salt = salt.ok_or_else(|| Self::not_a_file("its salt is not 16 bytes in base64url"))?;
        let sealed = decoded(&self.sealed).ok_or_else(|| Self::not_a_file("its secret is not base64url"))?;
        let sealer = Sealer::new(&*self.argon2id.key(passphrase, &salt)?);
        let secret = sealer.open(&self.in_clear(), &Hidden(sealed)).map_err(|_| CustodyError::Locked)?;
        let secret = Zeroizing::new(secret);
        let seed: [u8; 32] = secret.as_slice().try_into().map_err(|_| CustodyError::OtherKey)?;
        let seed = Zeroizing::new(seed);
        let public_key = found.signs().then(|| LenderKey::from_seed(&seed).public_key());
        if public_key == self.public_key { Ok(seed) } else { Err(CustodyError::OtherKey) }
    }

    /// Reads such a file.
    ///
    /// # Errors
    /// [`CustodyError::NotAFile`].
    pub fn parse(text: &str) -> Result<Self, CustodyError> {
        let file: Self = serde_json::from_str(text).map_err(|error| Self::not_a_file(&error.to_string()))?;
        if file.format != Self::FORMAT {
            return Err(Self::not_a_file(&format!("its format is `{}`", file.format)));
        }
        Ok(file)
    }

    /// The file's text.
    #[must_use]
    pub fn to_json(&self) -> String {
        pretty(self)
    }

    /// What it is for.
    #[must_use]
    pub const fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// The public half, which stands in clear.
    #[must_use]
    pub const fn public_key(&self) -> Option<PublicKey> {
        self.public_key
    }

    /// All that can be read without the passphrase, so that none of it can be changed.
    fn in_clear(&self) -> String {
        let Self { format, purpose, public_key, argon2id, salt, sealed: _ } = self;
        let Stretch { memory_kib, passes, lanes } = argon2id;
        let public_key = public_key.map(|key| key.to_string()).unwrap_or_default();
        format!("{format}/{purpose}/{public_key}/{memory_kib}/{passes}/{lanes}/{salt}")
    }

    fn not_a_file(why: &str) -> CustodyError {
        CustodyError::NotAFile { expected: Self::FORMAT, why: why.to_owned() }
    }
}

fn decoded(text: &str) -> Option<Vec<u8>> {
    BASE64URL_NOPAD.decode(text.as_bytes()).ok()
}

/// JSON for people to look at, with an end of line.
pub(super) fn pretty(value: &impl Serialize) -> String {
    // Structs of texts and numbers can always be written.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use ident::SeededEntropy;

    use super::*;
    use crate::custody::PublicKeyFile;

    fn passphrase(text: &str) -> Passphrase {
        Passphrase::first_line(text).unwrap()
    }

    fn locked(purpose: Purpose) -> KeyFile {
        let entropy = &mut SeededEntropy::new(1);
        KeyFile::lock(purpose, &[7; 32], &passphrase("correct horse battery\n"), entropy).unwrap()
    }

    #[test]
    fn opens_for_its_purpose_with_its_passphrase() {
        let file = KeyFile::parse(&locked(Purpose::Root).to_json()).unwrap();
        assert_eq!(*file.open(Purpose::Root, &passphrase("correct horse battery")).unwrap(), [7; 32]);
        assert_eq!(file.public_key(), Some(LenderKey::from_seed(&[7; 32]).public_key()));
        let wrong = file.open(Purpose::Root, &passphrase("correct horse batterz"));
        assert_eq!(wrong.unwrap_err(), CustodyError::Locked);
        let other = file.open(Purpose::Master, &passphrase("correct horse battery")).unwrap_err();
        assert_eq!(other.to_string(), "this is a key for `root`, needed is one for `master`");
        assert_eq!(locked(Purpose::Master).public_key(), None);
    }

    #[test]
    fn nothing_in_it_can_be_changed() {
        let good = locked(Purpose::Root);
        let right = passphrase("correct horse battery");
        let other_key = LenderKey::from_seed(&[8; 32]).public_key();
        let flipped = |text: &str| {
            let mut bytes = BASE64URL_NOPAD.decode(text.as_bytes()).unwrap();
            bytes[9] ^= 1;
            BASE64URL_NOPAD.encode(&bytes)
        };
        let weaker = Stretch { passes: 2, ..good.argon2id };
        for bad in [
            KeyFile { purpose: Purpose::Ombudsman, ..good.clone() },
            KeyFile { public_key: Some(other_key), ..good.clone() },
            KeyFile { argon2id: weaker, ..good.clone() },
            KeyFile { salt: flipped(&good.salt), ..good.clone() },
            KeyFile { sealed: flipped(&good.sealed), ..good.clone() },
            KeyFile { sealed: String::new(), ..good.clone() },
        ] {
            assert_eq!(bad.open(bad.purpose, &right).unwrap_err(), CustodyError::Locked, "{bad:?}");
        }
        // Locked with another public key in clear: what was written is not what was meant.
        let mut lie = KeyFile { public_key: Some(other_key), ..good.clone() };
        let salt = decoded(&lie.salt).unwrap().try_into().unwrap();
        let sealer = Sealer::new(&lie.argon2id.key(&right, &salt).unwrap());
        let sealed = sealer.seal(&lie.in_clear(), &[7; 32], &mut SeededEntropy::new(2)).unwrap();
        lie.sealed = BASE64URL_NOPAD.encode(&sealed.0);
        assert_eq!(lie.open(Purpose::Root, &right).unwrap_err(), CustodyError::OtherKey);
    }

    #[test]
    fn a_file_can_ask_for_no_weak_and_no_endless_work() {
        let good = locked(Purpose::Root);
        let right = passphrase("correct horse battery");
        for (memory_kib, passes, lanes) in [(8, 3, 4), (65_536, 1, 4), (4_000_000, 3, 4), (65_536, 99, 4)] {
            let file = KeyFile { argon2id: Stretch { memory_kib, passes, lanes }, ..good.clone() };
            let refused = file.open(Purpose::Root, &right).unwrap_err();
            assert_eq!(refused, CustodyError::Strength { memory_kib, passes, lanes });
        }
    }

    #[test]
    fn says_what_it_is_not() {
        for bad in ["", "{}", "[1]", "quittance", &locked(Purpose::Root).to_json()[..200]] {
            assert!(matches!(KeyFile::parse(bad), Err(CustodyError::NotAFile { .. })), "{bad}");
        }
        let newer = locked(Purpose::Root).to_json().replace("quittance-key/v1", "quittance-key/v2");
        let said = KeyFile::parse(&newer).unwrap_err().to_string();
        assert_eq!(said, "this is not a quittance-key/v1 file: its format is `quittance-key/v2`");
        assert_eq!(
            Passphrase::first_line("short\nbut a long second line").unwrap_err(),
            CustodyError::ShortPassphrase
        );
    }

    #[test]
    fn the_public_half_goes_alone() {
        let file = locked(Purpose::Ombudsman);
        let public = PublicKeyFile::of(&file).unwrap();
        let text = public.to_json();
        assert_eq!(PublicKeyFile::parse(&text, Purpose::Ombudsman).unwrap(), public);
        assert!(matches!(PublicKeyFile::parse(&text, Purpose::Root), Err(CustodyError::OtherPurpose { .. })));
        assert!(PublicKeyFile::parse(&file.to_json(), Purpose::Ombudsman).is_err());
        assert_eq!(PublicKeyFile::of(&locked(Purpose::Master)), None);
    }
}
