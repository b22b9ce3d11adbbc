//! `quittance log`: what strangers do about a log that they do not run: cosign its checkpoints, follow its entries.

mod fetch;
mod monitor;
mod options;
mod report;
mod state;
mod witness;

use std::process::ExitCode;

pub(crate) use options::{LogCommand, LogOptions};

pub(crate) async fn run(options: LogOptions) -> anyhow::Result<ExitCode> {
    match options.command {
        LogCommand::Witness(options) => witness::run(options).await,
        LogCommand::Monitor(options) => monitor::run(options).await,
    }
}
