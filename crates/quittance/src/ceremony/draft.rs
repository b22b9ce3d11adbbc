use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use proof::authority::{Endorsed, Root};
use server::custody::Purpose;

use super::files::{self, Paper};
use super::options::DraftOptions;
use super::words;
use crate::cli::Usage;
use crate::environment::wall_now;
use crate::whole_file;

/// `root draft`: what the next root is to say.
pub(super) fn run(options: DraftOptions) -> anyhow::Result<String> {
    let replaced = options.replaces.as_deref().map(root).transpose()?;
    let keys = options.public.iter().map(|path| files::public_key(path, Purpose::Root));
    let keys: Vec<_> = keys.collect::<anyhow::Result<_>>()?;
    let now = wall_now();
    let issued_at = Timestamp::from_second(now.as_second()).unwrap_or(now);
    let root = Root {
        version: replaced.as_ref().map_or(1, |root| root.version.saturating_add(1)),
        origin: origin(options.origin, replaced.as_ref())?,
        threshold: options.threshold,
        keys,
        issued_at,
        expires_at: issued_at + SignedDuration::from_hours(options.valid_days.saturating_mul(24)),
    };
    let draft = Endorsed::draft(&root).map_err(|error| Usage(error.to_string()))?;
    whole_file::write(&options.out, &draft.to_bytes())?;
    Ok(format!("{}\ndraft: {}", words::of_root(&draft), options.out.display()))
}

fn root(path: &Path) -> anyhow::Result<Root> {
    match Paper::read(path)? {
        Paper::Root(root) => Ok(root.unverified().clone()),
        Paper::Roster(_) => Err(Usage(format!("{} is a roster, not a root", path.display())).into()),
    }
}

/// Devices take no next root of another name.
fn origin(asked: Option<String>, replaced: Option<&Root>) -> anyhow::Result<String> {
    match (asked, replaced.map(|root| root.origin.clone())) {
        (Some(asked), Some(held)) if asked != held => {
            Err(Usage(format!("the root in force is `{held}`; its next version can't be `{asked}`")).into())
        }
        (_, Some(origin)) | (Some(origin), None) => Ok(origin),
        (None, None) => Err(Usage("give the installation's name with --origin".to_owned()).into()),
    }
}
