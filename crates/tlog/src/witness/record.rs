//! What a witness saw last of each log: a file named by the hash of the log's origin, replaced in one step.

use std::fs::{self, File};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use proof::Digest;
use proof::log::Checkpoint;

use super::Refusal;

fn path(folder: &Path, origin: &str) -> PathBuf {
    folder.join(format!("seen-{}", Digest::of(origin.as_bytes())))
}

fn failed(path: &Path, what: &dyn std::fmt::Display) -> Refusal {
    Refusal::Failed(format!("{}: {what}", path.display()))
}

/// Nothing when no checkpoint of the log was seen. A damaged record is a failure: to forget would be to cosign
/// another history.
pub(super) fn read(folder: &Path, origin: &str) -> Result<Option<Checkpoint>, Refusal> {
    let path = path(folder, origin);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(&path, &error)),
    };
    let seen: Checkpoint = text.parse().map_err(|error| failed(&path, &error))?;
    if seen.origin == origin { Ok(Some(seen)) } else { Err(failed(&path, &"of another log")) }
}

/// Durable when this returns.
pub(super) fn write(folder: &Path, seen: &Checkpoint) -> Result<(), Refusal> {
    let path = path(folder, &seen.origin);
    let temporary = path.with_extension("new");
    let replace = || {
        let mut file = File::create(&temporary)?;
        file.write_all(seen.to_string().as_bytes())?;
        file.sync_all()?;
        fs::rename(&temporary, &path)?;
        File::open(folder)?.sync_all()
    };
    replace().map_err(|error: std::io::Error| failed(&path, &error))
}
