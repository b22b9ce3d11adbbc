//! `quittance code`: OpenPAYGO tokens made and read, one JSON object a line.

mod decode;
mod encode;
mod fields;
mod options;
mod units;

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::process::ExitCode;

use anyhow::Context as _;
use serde::Serialize;

use crate::cli::Usage;
use fields::{Fields, LineError};
pub(crate) use options::{CodeCommand, CodeOptions};

/// One line of the answer: what was asked for, or why not.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Answer<T> {
    Done(T),
    Failed { error: String },
}

/// Answers every line; exit code 2 when one of them could not be understood.
pub(crate) fn run(options: &CodeOptions) -> anyhow::Result<ExitCode> {
    match &options.command {
        CodeCommand::Encode { input } => answer_all(input.as_deref(), encode::line),
        CodeCommand::Decode { input } => answer_all(input.as_deref(), decode::line),
    }
}

fn answer_all<T: Serialize>(
    input: Option<&std::path::Path>,
    answer: fn(&Fields) -> Result<T, LineError>,
) -> anyhow::Result<ExitCode> {
    let lines: Box<dyn BufRead> = match input {
        None => Box::new(std::io::stdin().lock()),
        Some(path) => {
            let file =
                File::open(path).map_err(|error| Usage(format!("can't read {}: {error}", path.display())))?;
            Box::new(BufReader::new(file))
        }
    };
    let mut output = std::io::stdout().lock();
    let mut code = ExitCode::SUCCESS;
    for line in lines.split(b'\n') {
        let line = line.context("can't read the next line")?;
        if line.trim_ascii().is_empty() {
            continue;
        }
        let answered = match Fields::parse(&line).and_then(|fields| answer(&fields)) {
            Ok(done) => Answer::Done(done),
            Err(LineError::Rejected(rejected)) => Answer::Failed { error: rejected.to_string() },
            Err(LineError::Input(error)) => {
                code = ExitCode::from(2);
                Answer::Failed { error }
            }
        };
        writeln!(output, "{}", serde_json::to_string(&answered)?)?;
    }
    Ok(code)
}
