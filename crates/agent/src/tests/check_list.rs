//! `docs/protocol/checks.md` is what the code says. `UPDATE_DOCS=1` writes it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::Check;

const HEAD: &str = "\
# The checks

Every reason for which a device does not obey, by its number. The code makes this page (`agent::Check`), a test keeps
it true, and each check has a test in `crates/agent/src/` that fails it; those that look at a document are given one
that is perfect but for that check.

| no. | check | what must hold | test |
|---|---|---|---|
";

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
}

/// For each check the test that fails only it, a line `test: Check = attack` of a macro that makes a test of each;
/// or else the first test that names it.
fn tests() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&folder.join("tests"), &mut files);
    let (mut attacks, mut tests) = (BTreeMap::new(), BTreeMap::new());
    for file in files {
        let stem = file.strip_prefix(&folder).unwrap().display().to_string();
        let text = fs::read_to_string(&file).unwrap();
        let mut function = String::new();
        for line in text.lines() {
            if let Some((_, rest)) = line.split_once("fn ") {
                rest.split(['(', '<']).next().unwrap_or_default().clone_into(&mut function);
            }
            if let Some((test, check)) = attack(line) {
                attacks.insert(check.to_owned(), format!("`{stem}::{test}`"));
            }
            for check in named(line) {
                tests.entry(check.to_owned()).or_insert_with(|| format!("`{stem}::{function}`"));
            }
        }
    }
    tests.extend(attacks);
    tests
}

fn attack(line: &str) -> Option<(&str, &str)> {
    let (head, _) = line.split_once(" = ")?;
    let (test, check) = head.trim().split_once(": ")?;
    Check::ALL.iter().any(|known| format!("{known:?}") == check).then_some((test, check))
}

fn named(line: &str) -> impl Iterator<Item = &str> {
    let ends = |rest: &str| rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    line.split("Check::").skip(1).map(move |rest| &rest[..ends(rest)])
}

#[test]
fn the_page_says_what_the_code_does() {
    let tests = tests();
    let mut page = HEAD.to_owned();
    for check in Check::ALL {
        let name = format!("{check:?}");
        let test = tests.get(&name).unwrap_or_else(|| panic!("no test fails {name}"));
        writeln!(page, "| {} | {name} | {} | {test} |", check.number(), check.description()).unwrap();
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/protocol/checks.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &page).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(written, page, "UPDATE_DOCS=1 cargo test -p agent --lib check_list writes it");
}
