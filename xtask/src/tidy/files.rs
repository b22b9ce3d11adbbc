use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

/// A text file of the working tree.
pub(super) struct File {
    /// From the workspace's folder, with `/`.
    pub(super) path: String,
    pub(super) text: String,
}

/// All text files below `root`, sorted by path; without git's folder and build output.
pub(super) fn read(root: &Path) -> Result<Vec<File>> {
    let mut files = Vec::new();
    visit(root, "", &mut files)?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn visit(folder: &Path, prefix: &str, files: &mut Vec<File>) -> Result<()> {
    let entries = fs::read_dir(folder).with_context(|| format!("could not list {}", folder.display()))?;
    for entry in entries {
        let entry = entry?;
        let (kind, path) = (entry.file_type()?, entry.path());
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if is_foreign(&path, &name) {
            continue;
        }
        if kind.is_dir() {
            visit(&path, &format!("{name}/"), files)?;
        } else if kind.is_file() {
            let bytes = fs::read(&path).with_context(|| format!("could not read {name}"))?;
            // What is not UTF-8 is a picture.
            files.extend(String::from_utf8(bytes).ok().map(|text| File { path: name, text }));
        }
    }
    Ok(())
}

/// Git's folder, in a second working tree a file; and build output, which says so by a tag file wherever it is put.
fn is_foreign(path: &Path, name: &str) -> bool {
    name == ".git" || name == "target" || path.join("CACHEDIR.TAG").exists()
}
