//! Files that are there whole or not at all.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use anyhow::Context as _;

use crate::cli::Usage;

/// Writes a file for its owner only, flushes it and gives it its name: a crash leaves the file before or this one,
/// never half of one.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let written = || {
        let draft = path.with_extension("new");
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&draft)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&draft, path)?;
        match path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            Some(folder) => fs::File::open(folder)?.sync_all(),
            None => Ok(()),
        }
    };
    written().with_context(|| format!("can't write {}", path.display()))
}

/// As [`write`], for what must not take another file's place.
pub(crate) fn write_new(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    if path.exists() {
        return Err(Usage(format!("{} is there already; choose another name", path.display())).into());
    }
    write(path, bytes)
}

/// Reads a file that the caller named.
pub(crate) fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    fs::read(path).map_err(|error| Usage(format!("can't read {}: {error}", path.display())).into())
}

/// Reads a file of text that the caller named.
pub(crate) fn read_text(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).map_err(|error| Usage(format!("can't read {}: {error}", path.display())).into())
}
