//! `quittance verify`: any document checked by anyone, without a server and without a phone.

mod authority;
mod collection;
mod documents;
mod line;
mod log;
mod options;
mod receipts;
mod report;
mod restriction;
mod words;

use std::process::ExitCode;

use collection::Collection;
use line::Outcome;
pub(crate) use options::VerifyOptions;
use report::Report;

/// Exit code 0 when all that decides was checked and holds, 1 when it does not or could not be checked.
pub(crate) fn run(options: &VerifyOptions) -> anyhow::Result<ExitCode> {
    let mut collection = Collection::default();
    for path in &options.files {
        collection.add(path)?;
    }
    let report = examine(&collection, options)?;
    report.print(options.json)?;
    Ok(if report.is_proved() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn examine(collection: &Collection, options: &VerifyOptions) -> anyhow::Result<Report> {
    let mut report = Report::default();
    let trusts = authority::examine(collection, options.root.as_deref(), &mut report)?;
    let (part, logged) = log::examine(collection, &trusts);
    documents::examine(collection, &trusts, logged, options.at, &mut report);
    report.parts.extend(part);
    Ok(report)
}
