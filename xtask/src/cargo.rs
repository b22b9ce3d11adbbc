use anyhow::Result;

use crate::shell;

fn cargo(args: &[&str]) -> Result<()> {
    shell::run("cargo", args)
}

pub(crate) fn format() -> Result<()> {
    cargo(&["fmt", "--all", "--check"])
}

pub(crate) fn clippy() -> Result<()> {
    cargo(&["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"])?;
    // As small devices have it: without time zones of its own.
    let small = ["--package", "agent", "--no-default-features", "--example", "minimal"];
    cargo(&[["clippy", "--locked"].as_slice(), &small, &["--", "-D", "warnings"]].concat())
}

/// Licenses, bans and sources need only the lock file. Advisories need a database that is not reachable from
/// everywhere, and an old copy would say "no known hole" without knowing: then the check says that it was left out.
pub(crate) fn deny() -> Result<()> {
    cargo(&["deny", "--locked", "check", "--hide-inclusion-graph", "bans", "licenses", "sources"])?;
    if shell::succeeds("cargo", &["deny", "fetch", "db"]) {
        return cargo(&["deny", "--locked", "check", "--disable-fetch", "advisories"]);
    }
    println!("SKIPPED: advisories, because their database can't be fetched from here");
    Ok(())
}

/// The programs first: tests of the whole start them.
pub(crate) fn tests() -> Result<()> {
    cargo(&["build", "--workspace", "--bins", "--locked"])?;
    if shell::succeeds("cargo", &["nextest", "--version"]) {
        cargo(&["nextest", "run", "--workspace", "--locked"])?;
        return cargo(&["test", "--workspace", "--locked", "--doc"]);
    }
    cargo(&["test", "--workspace", "--locked"])
}

pub(crate) fn docs() -> Result<()> {
    let mut command = shell::command("cargo", &["doc", "--workspace", "--no-deps", "--locked"]);
    command.env("RUSTDOCFLAGS", "-D warnings");
    shell::finish(command)
}
