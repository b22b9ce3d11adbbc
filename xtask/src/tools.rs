use anyhow::{Context as _, Result};

use crate::shell;

/// Debian packages with the command that succeeds once they are there: the page tests drive a browser, which
/// needs letters to draw; the protocol tests ask implementations in Python and Go, and what is printed is read
/// by another reader.
const PACKAGES: [(&str, &str, &[&str]); 7] = [
    ("chromium", "chromium", &["--version"]),
    ("chromium-driver", "chromedriver", &["--version"]),
    ("fonts-dejavu-core", "test", &["-e", "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"]),
    ("golang-go", "go", &["version"]),
    ("golang-golang-x-mod-dev", "test", &["-d", "/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog"]),
    ("poppler-utils", "pdftotext", &["-v"]),
    ("python3-venv", "python3", &["-c", "import ensurepip, venv"]),
];

/// Installs what is lacking, and touches nothing else.
pub(crate) fn run() -> Result<()> {
    let lacking: Vec<&str> = PACKAGES
        .iter()
        .filter(|(_, program, args)| !shell::succeeds(program, args))
        .map(|(name, _, _)| *name)
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
