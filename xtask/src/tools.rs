use anyhow::{Context as _, Result};

use crate::shell;

/// Debian packages with the program by which to see that they are there: the page tests drive a browser.
const PACKAGES: [(&str, &str); 2] = [("chromium", "chromium"), ("chromium-driver", "chromedriver")];

/// Installs what is lacking, and touches nothing else.
pub(crate) fn run() -> Result<()> {
    let lacking: Vec<&str> = PACKAGES
        .iter()
        .filter(|(_, program)| !shell::succeeds(program, &["--version"]))
        .map(|(name, _)| *name)
        .collect();
    if !lacking.is_empty() {
        install(&lacking).with_context(|| format!("could not install {}", lacking.join(" and ")))?;
    }
    if !shell::succeeds("cargo", &["deny", "--version"]) {
        shell::run("cargo", &["install", "--locked", "cargo-deny"])?;
    }
    Ok(())
}

fn install(packages: &[&str]) -> Result<()> {
    let args = [&["install", "--yes", "--no-install-recommends"], packages].concat();
    // The package lists may be missing or old: refresh them only when it does not work without.
    if apt_get(&args).is_ok() {
        return Ok(());
    }
    apt_get(&["update"])?;
    apt_get(&args)
}

fn apt_get(args: &[&str]) -> Result<()> {
    let mut command = if is_root()? {
        shell::command("apt-get", args)
    } else {
        shell::command("sudo", &[&["-n", "DEBIAN_FRONTEND=noninteractive", "apt-get"], args].concat())
    };
    command.env("DEBIAN_FRONTEND", "noninteractive");
    shell::finish(command)
}

fn is_root() -> Result<bool> {
    let output = shell::command("id", &["-u"]).output().context("could not start id")?;
    Ok(output.stdout.trim_ascii() == b"0")
}
