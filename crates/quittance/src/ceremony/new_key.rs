use std::path::PathBuf;

use ident::Entropy as _;
use server::custody::{KeyFile, PublicKeyFile};
use zeroize::Zeroizing;

use super::files;
use super::options::NewKeyOptions;
use crate::environment::OsEntropy;
use crate::whole_file;

/// `root key new`: the private half locked, the public half beside it.
pub(super) fn run(options: &NewKeyOptions) -> anyhow::Result<String> {
    let passphrase = files::passphrase(&options.passphrase_file)?;
    let purpose = options.role.purpose();
    let seed = Zeroizing::new(OsEntropy.bytes());
    let file = KeyFile::lock(purpose, &seed, &passphrase, &mut OsEntropy)
        .map_err(|error| files::in_file(&options.out, &error))?;
    let mut beside = options.out.clone().into_os_string();
    beside.push(".pub");
    let beside = PathBuf::from(beside);
    whole_file::write_new(&options.out, file.to_json().as_bytes())?;
    let mut said = format!("private key, locked: {}\n", options.out.display());
    if let Some(public) = PublicKeyFile::of(&file) {
        whole_file::write_new(&beside, public.to_json().as_bytes())?;
        said += &format!("public key, to give away: {}\n", beside.display());
        said += &format!("thumbprint: {}\n", public.public_key.thumbprint());
    }
    Ok(said)
}
