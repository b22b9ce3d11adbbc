use std::fs;

use anyhow::{Context as _, Result};

use super::folder;
use crate::shell;

const PLATFORM: &str = "x86_64-unknown-linux-gnu";

/// What makes the compiler count the paths taken, for libFuzzer. Stable options, so no other compiler is needed.
const COVERAGE: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1";

/// Builds the program that runs any target; the workspace forbids unsafe code, so no sanitizer has to look for
/// what that could break.
pub(super) fn program() -> Result<String> {
    // The versions of the workspace.
    fs::copy(shell::root().join("Cargo.lock"), folder("Cargo.lock")).context("could not copy Cargo.lock")?;
    let manifest = folder("Cargo.toml").display().to_string();
    let target = folder("target").display().to_string();
    let args = ["build", "--release", "--features", "server", "--manifest-path", &manifest];
    let args = [args.as_slice(), &["--target", PLATFORM, "--target-dir", &target]].concat();
    let mut command = shell::command("cargo", &args);
    command.env("RUSTFLAGS", COVERAGE);
    shell::finish(command)?;
    Ok(folder("target").join(PLATFORM).join("release/decode").display().to_string())
}
