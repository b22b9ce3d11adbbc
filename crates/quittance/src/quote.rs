//! `quittance quote`: the schedule of a loan and what it costs, so that anyone can check one.

mod answer;
mod book;
mod fee;
mod options;
mod table;
mod terms;

use std::process::ExitCode;

use loan::WorkingDays;

use crate::cli::Usage;
use crate::json_lines::answer_all;
use answer::Answer;
pub(crate) use options::QuoteOptions;
pub(crate) use terms::TermsInput;

/// Answers every object of the input.
pub(crate) fn run(options: &QuoteOptions) -> anyhow::Result<ExitCode> {
    let calendar = options.calendar.as_deref().map(calendar).transpose()?;
    answer_all(options.input.as_deref(), |mut input: TermsInput| {
        input.calendar = input.calendar.or_else(|| calendar.clone());
        let answer = Answer::of(&input.terms()?)?;
        if options.table { Ok(table::of(&answer)) } else { answer.json() }
    })
}

fn calendar(file: &std::path::Path) -> anyhow::Result<WorkingDays> {
    let text = std::fs::read_to_string(file)
        .map_err(|error| Usage(format!("can't read {}: {error}", file.display())))?;
    let mut json = serde_json::Deserializer::from_str(&text);
    serde_path_to_error::deserialize(&mut json)
        .map_err(|error| Usage(format!("{}: `{}`: {}", file.display(), error.path(), error.inner())).into())
}
