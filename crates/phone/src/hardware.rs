use std::path::Path;

use agent::Identity;
use ident::{Entropy, Imei};
use proof::keys::SoftDeviceKey;
use proof::session::EnrollmentCode;
use serde::{Deserialize, Serialize};

use crate::PhoneError;
use crate::data::Folder;

/// What survives a factory reset: the key in its secure hardware, the numbers of its radio, how often it has
/// started, and the contract's code, which a real phone gets again from its maker at the first start.
#[derive(Debug)]
pub(crate) struct Hardware {
    folder: Folder,
    pub(crate) key: SoftDeviceKey,
    pub(crate) identity: Identity,
    pub(crate) boot: u64,
}

#[derive(Serialize, Deserialize)]
struct Plate {
    imeis: Vec<Imei>,
    serial: String,
    model: String,
}

const KEY: &str = "key";
const PLATE: &str = "identity.json";
const BOOTS: &str = "boots";
const CODE: &str = "code";

impl Hardware {
    /// Starts the phone in `dir`, or makes a new one there, and counts the start.
    pub(crate) fn start(dir: &Path, new: &Identity, entropy: &mut dyn Entropy) -> Result<Self, PhoneError> {
        let folder = Folder::open(dir.join("hardware"))?;
        let damaged = |name: &str| PhoneError::Hardware(folder.path(name));
        let seed: [u8; 32] = match folder.read(KEY)? {
            Some(bytes) => bytes.try_into().map_err(|_| damaged(KEY))?,
            None => {
                let seed = entropy.array();
                folder.write(KEY, &seed)?;
                seed
            }
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
        Ok(Self { key: SoftDeviceKey::from_seed(&seed), identity, boot, folder })
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

#[cfg(test)]
mod tests {
    use ident::SeededEntropy;
    use proof::Digest;
    use proof::keys::Signer as _;

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

        assert_eq!(again.code().unwrap(), None);
        let (server, token) = ("http://127.0.0.1:1".to_owned(), "once".to_owned());
        again.keep_code(&EnrollmentCode { server, token, lender_key: Digest([7; 32]) }).unwrap();
        let code = again.code().unwrap().unwrap();
        assert_eq!((code.token.as_str(), code.lender_key), ("", Digest([7; 32])));
    }
}
