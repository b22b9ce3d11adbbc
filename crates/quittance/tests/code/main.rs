//! `quittance code`: what it answers, what it refuses, and that it agrees with the reference implementation.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../common/call.rs"]
mod call;
mod compare;
mod lines;
#[path = "../../../proof/tests/interop/python.rs"]
mod python;

use call::quittance;

/// The exit code and the answers.
fn code(what: &str, input: &str) -> (i32, String) {
    let output = quittance(&["code", what], input);
    (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
}
