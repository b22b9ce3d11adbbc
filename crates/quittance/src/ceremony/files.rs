use std::path::Path;

use proof::authority::{Endorsed, Root, Roster};
use proof::keys::{LenderKey, PublicKey};
use server::custody::{CustodyError, KeyFile, Passphrase, PublicKeyFile, Purpose};

use crate::cli::Usage;
use crate::whole_file;

/// What people sign together.
pub(super) enum Paper {
    Root(Endorsed<Root>),
    Roster(Endorsed<Roster>),
}

impl Paper {
    /// A root, a roster, or the draft of one.
    pub(super) fn read(path: &Path) -> anyhow::Result<Self> {
        let bytes = whole_file::read(path)?;
        let why = match Endorsed::parse(&bytes) {
            Ok(root) => return Ok(Self::Root(root)),
            Err(why) => why,
        };
        if let Ok(roster) = Endorsed::parse(&bytes) {
            return Ok(Self::Roster(roster));
        }
        Err(Usage(format!("{} is neither a root nor a roster: {why}", path.display())).into())
    }
}

/// The passphrase in a file's first line.
pub(crate) fn passphrase(path: &Path) -> anyhow::Result<Passphrase> {
    let text = zeroize::Zeroizing::new(whole_file::read_text(path)?);
    Passphrase::first_line(&text).map_err(|error| in_file(path, &error))
}

/// The signing key in a locked file, if it was made for this.
pub(crate) fn open_key(path: &Path, passphrase_file: &Path, purpose: Purpose) -> anyhow::Result<LenderKey> {
    let passphrase = passphrase(passphrase_file)?;
    let file = KeyFile::parse(&whole_file::read_text(path)?);
    let seed =
        file.and_then(|file| file.open(purpose, &passphrase)).map_err(|error| in_file(path, &error))?;
    Ok(LenderKey::from_seed(&seed))
}

/// The key in a public key file.
pub(crate) fn public_key(path: &Path, purpose: Purpose) -> anyhow::Result<PublicKey> {
    let file = PublicKeyFile::parse(&whole_file::read_text(path)?, purpose);
    Ok(file.map_err(|error| in_file(path, &error))?.public_key)
}

pub(super) fn in_file(path: &Path, error: &CustodyError) -> anyhow::Error {
    Usage(format!("{}: {error}", path.display())).into()
}
