//! `cargo xtask agent-size`: the phone's part built as small as it gets, with the smallest host.

use std::fs;

use anyhow::{Context as _, Result, ensure};

use crate::shell;

/// More would be a sign that something crept in.
const MOST_BYTES: u64 = 2 * 1024 * 1024;

const HOST: &str = "minimal";

/// Builds it with and without the time zones inside, and says how many bytes each has.
pub(crate) fn run() -> Result<()> {
    for (zones, about) in
        [("bundled-zones", "time zones inside"), ("system-zones", "the system's time zones")]
    {
        let args = ["build", "--profile", "small", "--package", "agent", "--example", HOST];
        shell::run("cargo", &[args.as_slice(), &["--no-default-features", "--features", zones]].concat())?;
        let path = shell::root().join("target/small/examples").join(HOST);
        let bytes = fs::metadata(&path).with_context(|| format!("no {}", path.display()))?.len();
        println!("{about:<24} {bytes:>9} bytes");
        ensure!(bytes <= MOST_BYTES, "more than {MOST_BYTES} bytes: what crept in?");
    }
    Ok(())
}
