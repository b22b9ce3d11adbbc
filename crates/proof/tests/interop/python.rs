//! A Python with the libraries of a folder's `requirements.txt`, made once in the target folder for every test that
//! asks one of its scripts.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// An interpreter and the folder of its scripts.
pub(crate) struct Python {
    interpreter: PathBuf,
    scripts: PathBuf,
}

impl Python {
    /// For a folder below `crates/`; nothing when this machine has no Python, which an automated run never forgives.
    #[expect(clippy::print_stderr, reason = "a test has no other way to say that it checked nothing")]
    pub(crate) fn prepare(folder: &str) -> Option<Self> {
        let found = Command::new("python3").arg("--version").output().is_ok_and(|out| out.status.success());
        if !found {
            assert!(std::env::var_os("CI").is_none(), "python3 is missing");
            eprintln!("SKIPPED: python3 is missing, no independent implementation was asked");
            return None;
        }
        let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder);
        let name = format!("{}-venv", folder.replace('/', "-"));
        let home = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name(name);
        let lock = File::create(home.with_extension("lock")).unwrap();
        lock.lock().unwrap();
        let (interpreter, marker) = (home.join("bin/python"), home.join("installed.txt"));
        let requirements = scripts.join("requirements.txt");
        let wanted = fs::read_to_string(&requirements).unwrap();
        if fs::read_to_string(&marker).ok().as_ref() != Some(&wanted) {
            run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&home));
            run(Command::new(&interpreter).args(["-m", "pip", "install", "-q", "-r"]).arg(requirements));
            fs::write(&marker, wanted).unwrap();
        }
        Some(Self { interpreter, scripts })
    }

    /// What a script answers to these lines, one answer a line.
    pub(crate) fn ask(&self, script: &str, questions: &str) -> String {
        let mut command = Command::new(&self.interpreter);
        command.arg(self.scripts.join(script)).stdin(Stdio::piped()).stdout(Stdio::piped());
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
}

fn run(command: &mut Command) {
    let status = command.status().unwrap();
    assert!(status.success(), "{command:?} ended with {status}");
}
