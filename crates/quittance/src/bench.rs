//! `quittance bench`: figures of this build on this machine, each beside a limit measured in the same run.

mod checkin;
mod close;
mod connection;
mod device;
mod limit;
mod log;
mod orders;
mod phones;
mod replay;
mod schedule;
mod unlock;
mod verify;
mod world;

use std::process::ExitCode;
use std::time::Duration;

use crate::cli::{BenchCommand, BenchOptions};

pub(crate) async fn run(options: BenchOptions) -> anyhow::Result<ExitCode> {
    match options.what {
        BenchCommand::Log { leaves, flips } => log::run(leaves, flips),
        BenchCommand::Close { contracts } => close::run(contracts).await,
        BenchCommand::Unlock { cycles } => unlock::run(cycles).await,
        BenchCommand::Verify { seconds } => verify::run(Duration::from_secs(seconds)).await,
        BenchCommand::Orders { orders } => orders::run(orders),
        BenchCommand::Replay { payments } => replay::run(payments).await,
        BenchCommand::Schedule { schedules, python } => schedule::run(schedules, &python),
        BenchCommand::Checkin { seconds, phones } => checkin::run(Duration::from_secs(seconds), phones).await,
    }?;
    Ok(ExitCode::SUCCESS)
}

/// A line of the result.
#[expect(clippy::print_stdout, reason = "the result of the command")]
fn say(line: &str) {
    println!("{line}");
}
