//! The quittance binary: the server, its administration, the virtual phone, the demo and the benchmarks.

mod admin;
mod apr;
mod bench;
mod ceremony;
mod cli;
mod code;
mod data_dir;
mod demo;
mod environment;
mod http;
mod json_lines;
mod log;
mod logging;
mod ombudsman;
mod phone_command;
mod quote;
mod replay;
mod serve;
mod shutdown;
mod verify;
mod whole_file;

use std::process::ExitCode;

use clap::Parser;

use crate::cli::{Cli, Command, Usage};

fn main() -> ExitCode {
    let cli = Cli::parse();
    logging::start(cli.log.as_deref().unwrap_or(cli.command.default_log()));
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error.into()),
    };
    match runtime.block_on(run(cli.command)) {
        Ok(code) => code,
        Err(error) => fail(&error),
    }
}

async fn run(command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Serve(options) => serve::run(options).await,
        Command::Admin(options) => admin::run(options).await,
        Command::Verify(options) => verify::run(&options),
        Command::Apr(options) => apr::run(&options),
        Command::Quote(options) => quote::run(&options),
        Command::Code(options) => code::run(&options),
        Command::Replay(options) => replay::run(&options),
        Command::Log(options) => log::run(options).await,
        Command::Ombudsman(command) => ombudsman::run(command).map(|()| ExitCode::SUCCESS),
        Command::Phone(options) => phone_command::run(options).await,
        Command::Demo(options) => demo::run(options).await,
        Command::Bench(options) => bench::run(options).await,
    }
}

/// One line on standard error; exit code 2 when the caller can mend it by calling differently.
#[expect(clippy::print_stderr, reason = "this is the command line's error channel")]
fn fail(error: &anyhow::Error) -> ExitCode {
    eprintln!("quittance: {error:#}");
    if error.is::<Usage>() { ExitCode::from(2) } else { ExitCode::FAILURE }
}
