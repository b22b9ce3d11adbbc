use proof::authority::{Charter, Endorsed, Root};
use proof::keys::{LenderKey, Signer as _};
use server::custody::Purpose;

use super::files::{self, Paper};
use super::options::SignOptions;
use super::words;
use crate::cli::Usage;
use crate::whole_file;

/// `root sign`: one signature more.
pub(super) fn run(options: &SignOptions) -> anyhow::Result<String> {
    let paper = Paper::read(&options.input)?;
    let key = files::open_key(&options.key, &options.passphrase_file, Purpose::Root)?;
    let thumbprint = key.public_key().thumbprint();
    let (said, bytes) = match paper {
        Paper::Root(mut root) => {
            check_own(root.unverified(), &key)?;
            (add(&mut root, &key).map(|()| words::of_root(&root))?, root.to_bytes())
        }
        Paper::Roster(mut roster) => {
            (add(&mut roster, &key).map(|()| words::of_roster(&roster))?, roster.to_bytes())
        }
    };
    whole_file::write(&options.out, &bytes)?;
    Ok(format!("{said}\nsigned by {thumbprint}\ndraft: {}", options.out.display()))
}

/// Nobody but its own keys may sign a first root; a later one is signed by those before as well.
fn check_own(root: &Root, key: &LenderKey) -> anyhow::Result<()> {
    let is_own = root.keys.contains(&key.public_key());
    if is_own || root.version > 1 {
        return Ok(());
    }
    Err(Usage(format!("the key {} is not one of this root's", key.public_key().thumbprint())).into())
}

fn add<T: Charter>(paper: &mut Endorsed<T>, key: &LenderKey) -> anyhow::Result<()> {
    Ok(paper.try_sign(key)?)
}
