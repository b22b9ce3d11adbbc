use std::path::Path;
use std::sync::LazyLock;

use agent::Identity;
use attest::{Made, Maker, device_key_challenge};
use ident::{Entropy, Imei};
use proof::keys::{Signer as _, SoftDeviceKey};
use proof::session::EnrollmentCode;
use serde::{Deserialize, Serialize};

use crate::PhoneError;
use crate::account::Account;
use crate::data::Folder;

/// What survives a factory reset: the key in its secure hardware and its maker's certificates, the numbers of its
/// radio, how often it has started, and the contract's code, which a real phone gets again from its maker at the
/// first start.
#[derive(Debug)]
pub(crate) struct Hardware {
    folder: Folder,
    pub(crate) key: SoftDeviceKey,
    pub(crate) identity: Identity,
    /// Certificates for the key, its own first; none for a phone whose numbers no maker could have given.
    pub(crate) attestation: Vec<Vec<u8>>,
    pub(crate) boot: u64,
    /// The system's account lock.
    pub(crate) account: Account,
}

#[derive(Serialize, Deserialize)]
struct Plate {
    imeis: Vec<Imei>,
    serial: String,
    model: String,
}

static MAKER: LazyLock<Option<Maker>> = LazyLock::new(|| Maker::of_virtual_phones().ok());

const KEY: &str = "key";
const PLATE: &str = "identity.json";
const BOOTS: &str = "boots";
const CODE: &str = "code";
const ACCOUNT: &str = "account.json";

impl Hardware {
    /// Starts the phone in `dir`, or makes a new one there, and counts the start.
    pub(crate) fn start(dir: &Path, new: &Identity, entropy: &mut dyn Entropy) -> Result<Self, PhoneError> {
        let folder = Folder::open(dir.join("hardware"))?;
        let damaged = |name: &str| PhoneError::Hardware(folder.path(name));
        let key = match folder.read(KEY)? {
            Some(seed) => SoftDeviceKey::from_seed(&seed.try_into().map_err(|_| damaged(KEY))?),
            None => make_key(&folder, entropy)?,
        };
        let plate = match folder.read(PLATE)? {
            Some(bytes) => serde_json::from_slice(&bytes).map_err(|_| damaged(PLATE))?,
            None => {
                let Identity { imeis, serial, model } = new.clone();
                let plate = Plate { imeis, serial, model };
                folder.write(PLATE, &serde_json::to_vec_pretty(&plate).map_err(|_| damaged(PLATE))?)?;
                plate
            }
        };
        let boots = folder.read(BOOTS)?.unwrap_or_default();
        let boots: u64 = String::from_utf8(boots).ok().and_then(|text| text.parse().ok()).unwrap_or_default();
        let boot = boots.saturating_add(1);
        folder.write(BOOTS, boot.to_string().as_bytes())?;
        let identity = Identity { imeis: plate.imeis, serial: plate.serial, model: plate.model };
        let attestation = attest(&key, &identity);
        let account = match folder.read(ACCOUNT)? {
            Some(bytes) => Account::read(&bytes).ok_or_else(|| damaged(ACCOUNT))?,
            None => Account::default(),
        };
        Ok(Self { key, identity, attestation, boot, account, folder })
    }

    /// The secure hardware forgets its key and makes another, as Android's does at a factory reset.
    pub(crate) fn replace_key(&mut self, entropy: &mut dyn Entropy) -> Result<(), PhoneError> {
        self.key = make_key(&self.folder, entropy)?;
        self.attestation = attest(&self.key, &self.identity);
        Ok(())
    }

    /// Changes the account lock and writes it down.
    pub(crate) fn change_account(&mut self, change: impl FnOnce(&mut Account)) -> Result<(), PhoneError> {
        let before = self.account.to_bytes();
        change(&mut self.account);
        let after = self.account.to_bytes();
        if before == after { Ok(()) } else { self.folder.write(ACCOUNT, &after) }
    }

    /// The code of the contract, without its token: enough to find the way back after a reset.
    pub(crate) fn code(&self) -> Result<Option<EnrollmentCode>, PhoneError> {
        let Some(bytes) = self.folder.read(CODE)? else { return Ok(None) };
        let text = String::from_utf8(bytes).unwrap_or_default();
        let code: EnrollmentCode = text.parse().map_err(|_| PhoneError::Hardware(self.folder.path(CODE)))?;
        Ok(Some(EnrollmentCode { token: String::new(), ..code }))
    }

    pub(crate) fn keep_code(&self, code: &EnrollmentCode) -> Result<(), PhoneError> {
        // A code needs a token to be one; what was the token is spent.
        let spent = EnrollmentCode { token: "spent".to_owned(), ..code.clone() };
        self.folder.write(CODE, spent.to_string().as_bytes())
    }
}

fn make_key(folder: &Folder, entropy: &mut dyn Entropy) -> Result<SoftDeviceKey, PhoneError> {
    let seed = entropy.array();
    folder.write(KEY, &seed)?;
    Ok(SoftDeviceKey::from_seed(&seed))
}

/// What the maker of virtual phones says about a key. Its word is good for test lenders only.
pub(crate) fn attest(key: &SoftDeviceKey, identity: &Identity) -> Vec<Vec<u8>> {
    let Identity { imeis, serial, model } = identity;
    let challenge = device_key_challenge();
    let made = Made { key: &key.public_key(), imeis, serial, model, challenge };
    // A phone with no number, or with more than two, is one that no maker attests.
    MAKER.as_ref().and_then(|maker| maker.attest(&made).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use ident::SeededEntropy;
    use proof::Digest;

    use super::*;

    #[test]
    fn is_the_same_phone_at_every_start() {
        let dir = tempfile::tempdir().unwrap();
        let identity = |serial: &str| Identity {
            imeis: vec![Imei::from_body(49_015_420_323_751).unwrap()],
            serial: serial.to_owned(),
            model: "M".to_owned(),
        };
        let mut entropy = SeededEntropy::new(1);
        let first = Hardware::start(dir.path(), &identity("one"), &mut entropy).unwrap();
        let again = Hardware::start(dir.path(), &identity("two"), &mut entropy).unwrap();
        assert_eq!(first.key.public_key(), again.key.public_key());
        assert_eq!((again.identity.serial.as_str(), first.boot, again.boot), ("one", 1, 2));

        let maker = Maker::of_virtual_phones().unwrap().roots().unwrap();
        let now = "2026-01-01T00:00:00Z".parse().unwrap();
        let attested = |phone: &Hardware| attest::verify(&phone.attestation, &maker, now).unwrap();
        assert_eq!(attested(&again).key, again.key.public_key());
        assert_eq!(attested(&again).serial.as_deref(), Some("one"));
        let mut replaced = Hardware::start(dir.path(), &identity("two"), &mut entropy).unwrap();
        replaced.replace_key(&mut entropy).unwrap();
        assert_ne!(replaced.key.public_key(), again.key.public_key());
        assert_eq!(
            (attested(&replaced).key, attested(&replaced).imeis),
            (replaced.key.public_key(), identity("").imeis)
        );
        assert_eq!(again.code().unwrap(), None);
        let (server, token) = ("http://127.0.0.1:1".to_owned(), "once".to_owned());
        again.keep_code(&EnrollmentCode { server, token, root: Digest([7; 32]) }).unwrap();
        let code = again.code().unwrap().unwrap();
        assert_eq!((code.token.as_str(), code.root), ("", Digest([7; 32])));
    }
}
