//! Files that are there whole or not at all.

use std::fs;
use std::path::Path;

use anyhow::Context as _;
use server::custody::write_whole;

use crate::cli::Usage;

/// Writes a file for its owner only: a crash leaves the file before or this one, never half of one.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    write_whole(path, bytes).with_context(|| format!("can't write {}", path.display()))
}

/// As [`write()`], for what must not take another file's place.
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
