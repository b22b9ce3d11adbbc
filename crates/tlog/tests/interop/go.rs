//! The Go program, built once in the target folder from Debian's packages `golang-go` and
//! `golang-golang-x-mod-dev`, without a network.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The program; nothing when this machine has no Go, which an automated run never forgives.
#[expect(clippy::print_stderr, reason = "a test has no other way to say that it checked nothing")]
pub(crate) fn prepare() -> Option<PathBuf> {
    let go = Command::new("go").arg("version").output().is_ok_and(|output| output.status.success());
    if !go || !Path::new("/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog").exists() {
        assert!(std::env::var_os("CI").is_none(), "go and its x/mod packages are missing");
        eprintln!(
            "SKIPPED: go or its x/mod packages are missing, no independent implementation checked the log"
        );
        return None;
    }
    let home = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let program = home.join("verify-log");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/interop/verify.go");
    let status = Command::new("go")
        .args(["build", "-o"])
        .arg(&program)
        .arg(source)
        .env("GO111MODULE", "off")
        .env("GOPATH", "/usr/share/gocode")
        .env("GOCACHE", home.join("go-cache"))
        .env("GOTELEMETRY", "off")
        .status();
    assert!(status.unwrap().success(), "the Go program could not be built");
    Some(program)
}

/// One answer a line.
pub(crate) fn ask(program: &Path, questions: &str) -> String {
    let mut child = Command::new(program).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(questions.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "the Go program ended with {}", output.status);
    String::from_utf8(output.stdout).unwrap()
}
