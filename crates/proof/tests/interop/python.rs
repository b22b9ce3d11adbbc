//! A Python with the libraries, made once in the target folder for every test that asks it.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn source(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../proof/tests/interop").join(file)
}

/// The interpreter; nothing when this machine has no Python, which an automated run never forgives.
#[expect(clippy::print_stderr, reason = "a test has no other way to say that it checked nothing")]
pub(crate) fn prepare() -> Option<PathBuf> {
    let found = Command::new("python3").arg("--version").output().is_ok_and(|out| out.status.success());
    if !found {
        assert!(std::env::var_os("CI").is_none(), "python3 is missing");
        eprintln!("SKIPPED: python3 is missing, no independent implementation checked our messages");
        return None;
    }
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("interop-venv");
    let lock = File::create(home.with_extension("lock")).unwrap();
    lock.lock().unwrap();
    let (python, marker) = (home.join("bin/python"), home.join("installed.txt"));
    let wanted = fs::read_to_string(source("requirements.txt")).unwrap();
    if fs::read_to_string(&marker).ok().as_ref() != Some(&wanted) {
        run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&home));
        run(Command::new(&python).args(["-m", "pip", "install", "-q", "-r"]).arg(source("requirements.txt")));
        fs::write(&marker, wanted).unwrap();
    }
    Some(python)
}

/// What a script of this folder answers to these lines, one answer a line.
pub(crate) fn ask(python: &Path, script: &str, questions: &str) -> String {
    let mut command = Command::new(python);
    command.arg(source(script)).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let output = std::thread::scope(|scope| {
        // Beside reading the answers: neither pipe may fill up.
        scope.spawn(move || stdin.write_all(questions.as_bytes()).unwrap());
        child.wait_with_output().unwrap()
    });
    assert!(output.status.success(), "{script} ended with {}", output.status);
    String::from_utf8(output.stdout).unwrap()
}

fn run(command: &mut Command) {
    let status = command.status().unwrap();
    assert!(status.success(), "{command:?} ended with {status}");
}
