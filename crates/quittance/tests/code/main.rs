//! `quittance code`: what it answers, what it refuses, and that it agrees with the reference implementation.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod compare;
mod lines;
#[path = "../../../proof/tests/interop/python.rs"]
mod python;

use std::io::Write as _;
use std::process::{Command, Stdio};

/// The exit code and the answers.
fn code(what: &str, input: &str) -> (i32, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_quittance"))
        .args(["code", what])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let output = std::thread::scope(|scope| {
        scope.spawn(move || stdin.write_all(input.as_bytes()).unwrap());
        child.wait_with_output().unwrap()
    });
    (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
}
