//! The documentation's commands are run, as a reader would run them.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Blocks marked ```` ```sh test ```` of a page, with the line they begin on.
fn blocks(text: &str) -> Vec<(usize, String)> {
    let mut blocks = Vec::new();
    let mut open: Option<(usize, String)> = None;
    for (number, line) in text.lines().enumerate() {
        match &mut open {
            None if line.trim() == "```sh test" => open = Some((number + 2, String::new())),
            Some(_) if line.trim() == "```" => blocks.extend(open.take()),
            Some((_, block)) => *block += &format!("{line}\n"),
            None => {}
        }
    }
    assert!(open.is_none(), "a block is not closed");
    blocks
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

#[test]
fn commands_in_the_documentation_work() {
    let binary = Path::new(env!("CARGO_BIN_EXE_quittance"));
    let path = format!("{}:{}", binary.parent().unwrap().display(), std::env::var("PATH").unwrap());
    let mut run = 0;
    for page in [
        "README.md",
        "docs/operators.md",
        "docs/integrators.md",
        "docs/replay.md",
        "docs/borrowers-rights.md",
    ] {
        let text = std::fs::read_to_string(repository().join(page)).unwrap();
        for (line, block) in blocks(&text) {
            let folder = tempfile::tempdir().unwrap();
            let output = Command::new("bash")
                .args(["-euo", "pipefail", "-c", &block])
                .current_dir(folder.path())
                .env("PATH", &path)
                .stdin(Stdio::null())
                .output()
                .unwrap();
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{page}:{line} failed:\n{block}\n{said}");
            run += 1;
        }
    }
    assert!(run >= 2, "only {run} blocks were found");
}

#[test]
fn links_between_pages_lead_somewhere() {
    let repository = repository();
    let mut pages: Vec<PathBuf> = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"]
        .iter()
        .map(|name| repository.join(name))
        .collect();
    let docs = [repository.join("docs"), repository.join("docs/protocol")];
    for folder in docs {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        pages.extend(entries.filter(|path| path.extension().is_some_and(|extension| extension == "md")));
    }
    for page in pages {
        let text = std::fs::read_to_string(&page).unwrap();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if link.contains("://") || link.starts_with('#') || link.starts_with('/') {
                continue;
            }
            let target = page.parent().unwrap().join(link.split('#').next().unwrap());
            assert!(target.exists(), "{} links to {link}, which is not there", page.display());
        }
    }
}
