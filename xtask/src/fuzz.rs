//! `cargo xtask fuzz [SECONDS] [TARGET…]`: every target of `crates/decoders` under libFuzzer; `device` and `server`
//! are all targets of a side at once.

mod build;
mod report;
mod sides;

use std::fs;
use std::path::PathBuf;
use std::process::Stdio;

use anyhow::{Context as _, Result, ensure};

use crate::shell;
use report::Run;

/// For how long each target runs when nobody says.
const SECONDS: u64 = 60;
/// No message is longer than a document in an envelope; nearly all faults show in far less.
const MAX_BYTES: &str = "-max_len=16384";

/// Runs the wanted targets one after the other and says what each did.
pub(crate) fn run() -> Result<()> {
    let mut wanted: Vec<String> = std::env::args().skip(2).collect();
    let seconds = wanted.first().and_then(|first| first.parse().ok());
    if seconds.is_some() {
        wanted.remove(0);
    }
    let program = build::program()?;
    let mut targets = names()?;
    let sides = wanted.iter().filter(|name| sides::members(name).is_ok()).cloned().collect::<Vec<_>>();
    targets.extend(sides);
    if let Some(unknown) = wanted.iter().find(|name| !targets.contains(name)) {
        anyhow::bail!("`{unknown}` is no target; there are {}", targets.join(", "));
    }
    targets.retain(|name| wanted.is_empty() || wanted.contains(name));
    let mut broken = Vec::new();
    for target in &targets {
        let run = fuzz(&program, target, seconds.unwrap_or(SECONDS))?;
        println!("{run}");
        if !run.is_clean {
            broken.push(target.as_str());
        }
        if std::env::var_os("UPDATE_CORPUS").is_some() && sides::members(target).is_err() {
            merge(&program, target)?;
        }
    }
    ensure!(broken.is_empty(), "fuzz/artifacts/ has what broke {}", broken.join(", "));
    Ok(())
}

/// Each target has a folder of the corpus.
fn names() -> Result<Vec<String>> {
    let folder = folder("corpus");
    let entries = fs::read_dir(&folder).with_context(|| format!("could not list {}", folder.display()))?;
    let mut names = Vec::new();
    for entry in entries {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

fn folder(name: &str) -> PathBuf {
    shell::root().join("fuzz").join(name)
}

fn fuzz(program: &str, target: &str, seconds: u64) -> Result<Run> {
    let found = folder("target/corpus").join(target);
    let artifacts = folder("artifacts").join(target);
    fs::create_dir_all(&found)?;
    fs::create_dir_all(&artifacts)?;
    let time = format!("-max_total_time={seconds}");
    let artifacts = format!("-artifact_prefix={}/", artifacts.display());
    let corpus =
        if sides::members(target).is_ok() { sides::seeds(target)? } else { folder("corpus").join(target) };
    let (found, corpus) = (found.display().to_string(), corpus.display().to_string());
    let args = [&found, &corpus, &time, MAX_BYTES, "-timeout=10", "-print_final_stats=1", &artifacts];
    let mut command = shell::command(program, &args);
    command.env("FUZZ_TARGET", target).stdout(Stdio::null());
    let output = command.output().with_context(|| format!("could not start {program}"))?;
    Ok(Run::read(target, output.status.success(), &String::from_utf8_lossy(&output.stderr)))
}

/// Keeps of what was found only what adds to the coverage.
fn merge(program: &str, target: &str) -> Result<()> {
    let corpus = folder("corpus").join(target).display().to_string();
    let found = folder("target/corpus").join(target).display().to_string();
    let mut command = shell::command(program, &["-merge=1", MAX_BYTES, &corpus, &found]);
    command.env("FUZZ_TARGET", target).stdout(Stdio::null()).stderr(Stdio::null());
    ensure!(command.status()?.success(), "could not merge the corpus of {target}");
    Ok(())
}
