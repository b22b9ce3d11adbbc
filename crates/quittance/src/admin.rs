//! `quittance admin`: makes the same change whether the server runs or not.

mod books;
mod bureau;
mod keys;
mod options;
mod restraint;
mod socket;

use std::io::Read as _;
use std::process::ExitCode;

use anyhow::Context as _;
use server::admin::AdminCommand;
use server::{AppConfig, Problem};

use keys::Master;
use options::Act;
pub(crate) use options::AdminOptions;

use crate::cli::Usage;
use crate::{ceremony, data_dir};

/// Runs one act and prints what came of it as JSON.
#[expect(clippy::print_stdout, clippy::print_stderr, reason = "the result of the command, and its progress")]
pub(crate) async fn run(options: AdminOptions) -> anyhow::Result<ExitCode> {
    let (command, out) = match options.what.into_act(secrets_from_stdin)? {
        Act::Ceremony(step) => {
            ceremony::run(step)?;
            return Ok(ExitCode::SUCCESS);
        }
        Act::BureauCheck(file) => return bureau::check(&file),
        Act::Master(master) => {
            let data = options.data.ok_or_else(no_folder)?;
            let Master::Protect { passphrase_file } = master;
            data_dir::protect_master(&data, &passphrase_file)?;
            println!("locked: {}", data.display());
            return Ok(ExitCode::SUCCESS);
        }
        Act::Server(command, out) => (command, out),
    };
    let data = options.data.ok_or_else(no_folder)?;
    let unlock = options.master_passphrase_file.as_deref();
    let mut answer = act(&data, command.clone(), unlock).await?;
    if let AdminCommand::ReleaseAll { lender, reason, .. } = command {
        while answer["finished_at"].is_null() {
            eprintln!("{} phones released so far", answer["released"]);
            let further = AdminCommand::ReleaseAll { lender, reason: reason.clone(), goes_on: true };
            answer = act(&data, further, unlock).await?;
        }
    }
    if let Some(out) = out {
        keys::write_draft(&answer, &out)?;
        return Ok(ExitCode::SUCCESS);
    }
    println!("{answer:#}");
    Ok(if books::has_faults(&answer) { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// By the running server, or on its folder.
async fn act(
    data: &std::path::Path,
    command: AdminCommand,
    unlock: Option<&std::path::Path>,
) -> anyhow::Result<serde_json::Value> {
    match socket::ask(&data_dir::admin_socket(data), &command).await? {
        Some(answer) => Ok(answer),
        None => on_folder(data, command, unlock).await,
    }
}

/// No server runs: the folder is opened here.
async fn on_folder(
    data: &std::path::Path,
    command: AdminCommand,
    unlock: Option<&std::path::Path>,
) -> anyhow::Result<serde_json::Value> {
    if let Some(installed) = keys::install_first_root(data, &command, unlock)? {
        return Ok(installed);
    }
    let config = AppConfig {
        public_url: "http://127.0.0.1:7411".to_owned(),
        allow_private_webhooks: false,
        attestation_roots: Default::default(),
    };
    let app = data_dir::open(data, None, config, unlock, None)?;
    let answer = app.administer(command).await;
    app.store.close().await?;
    answer.map_err(|problem: Problem| Usage(problem.detail).into())
}

fn no_folder() -> Usage {
    Usage("give the server's folder with --data".to_owned())
}

/// Passwords and signing secrets are read from standard input, one a line, so that they stand in no history
/// and in no list of processes.
fn secrets_from_stdin() -> anyhow::Result<Vec<String>> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).context("can't read standard input")?;
    Ok(text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect())
}
