use std::path::Path;

use super::files::Paper;
use super::words;

/// `root show`.
pub(super) fn run(path: &Path) -> anyhow::Result<String> {
    Ok(match Paper::read(path)? {
        Paper::Root(root) => words::of_root(&root),
        Paper::Roster(roster) => words::of_roster(&roster),
    })
}
