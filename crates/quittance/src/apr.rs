//! `quittance apr`: the annual percentage rate of any credit, so that anyone can check a disclosed one.

mod options;
mod question;
mod row;
mod table;
mod time;
mod unit;

use std::process::ExitCode;

use loan::apr::Apr;
use serde::Serialize;

use crate::json_lines::{Fault, answer_all};
pub(crate) use options::AprOptions;
use question::Question;

#[derive(Debug, Serialize)]
struct Answer {
    apr_percent: String,
}

/// Answers every object of the input.
pub(crate) fn run(options: &AprOptions) -> anyhow::Result<ExitCode> {
    answer_all(options.input.as_deref(), |question: Question| {
        let apr = question.solve()?;
        if options.table { table::of(&question, apr) } else { json(apr) }
    })
}

fn json(apr: Apr) -> Result<String, Fault> {
    let answer = Answer { apr_percent: apr.to_string() };
    serde_json::to_string(&answer).map_err(|error| Fault::whole(error.to_string()))
}
