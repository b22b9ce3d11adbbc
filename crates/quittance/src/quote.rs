//! `quittance quote`: the schedule of a loan and what it costs, so that anyone can check one.

mod answer;
mod book;
mod calendar;
mod fee;
mod options;
mod table;
mod terms;

use std::process::ExitCode;

use loan::WorkingDays;

use crate::cli::Usage;
use crate::json_lines::{Object, answer_all, parse};
use answer::Answer;
use calendar::CalendarInput;
pub(crate) use options::QuoteOptions;
pub(crate) use terms::TermsInput;

/// Answers every object of the input.
pub(crate) fn run(options: &QuoteOptions) -> anyhow::Result<ExitCode> {
    let calendar = options.calendar.as_deref().map(calendar).transpose()?;
    answer_all(options.input.as_deref(), |input: TermsInput| {
        let answer = Answer::of(&input.terms(calendar.as_ref())?)?;
        if options.table { Ok(table::of(&answer)) } else { answer.json() }
    })
}

fn calendar(file: &std::path::Path) -> anyhow::Result<WorkingDays> {
    let text = std::fs::read_to_string(file)
        .map_err(|error| Usage(format!("can't read {}: {error}", file.display())))?;
    let input: Object<CalendarInput> =
        parse(text.trim()).map_err(|fault| Usage(format!("{}: {fault}", file.display())))?;
    Ok(input.0.working_days())
}
