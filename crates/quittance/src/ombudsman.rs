//! `quittance ombudsman`: for whoever a court, an authority or the contract names to free phones. The key that
//! signs here can't restrict anything.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use ident::{ContractId, DeviceId};
use proof::documents::Release;
use proof::{Claims, Digest, Party, Unsigned};
use server::custody::Purpose;

use crate::ceremony::files;
use crate::cli::Usage;
use crate::environment::wall_now;
use crate::whole_file;

#[derive(Debug, Subcommand)]
pub(crate) enum OmbudsmanCommand {
    /// Sign a release. It frees the phone for this contract for good, by whatever way it reaches it.
    Release(ReleaseOptions),
}

#[derive(Debug, Args)]
pub(crate) struct ReleaseOptions {
    /// The ombudsman's locked private key.
    #[arg(long)]
    key: PathBuf,
    /// The file whose first line is its passphrase.
    #[arg(long)]
    passphrase_file: PathBuf,
    /// The contract that ends for the phone.
    #[arg(long)]
    contract: ContractId,
    /// The phone.
    #[arg(long)]
    device: DeviceId,
    /// The name of the signed terms: 64 hexadecimal digits, as in the evidence file or on the quittance.
    #[arg(long, value_parser = digest)]
    terms: Digest,
    /// Why, in words that the borrower will read.
    #[arg(long)]
    reason: String,
    /// The reference under which it was decided.
    #[arg(long)]
    case: String,
    /// Where the signed release goes.
    #[arg(long)]
    out: PathBuf,
}

/// So many characters of a reason or a reference are shown on a phone.
const MOST_CHARACTERS: usize = 400;

/// `quittance ombudsman`.
pub(crate) fn run(command: OmbudsmanCommand) -> anyhow::Result<()> {
    let OmbudsmanCommand::Release(options) = command;
    let said = release(&options)?;
    say(&said);
    Ok(())
}

fn release(options: &ReleaseOptions) -> anyhow::Result<String> {
    check_words("--reason", &options.reason)?;
    check_words("--case", &options.case)?;
    let key = files::open_key(&options.key, &options.passphrase_file, Purpose::Ombudsman)?;
    let claims = Claims {
        issuer: Party::Ombudsman,
        subject: options.contract,
        audience: Party::Device(options.device),
        expires_at: None,
        not_before: None,
        issued_at: wall_now(),
    };
    let (reason, case) = (options.reason.clone(), options.case.clone());
    let release = Unsigned { claims, body: Release { terms: options.terms, reason, case } };
    whole_file::write(&options.out, &release.try_sign(&key)?)?;
    Ok(format!("release {} of {} in {}", release.digest(), options.device, options.out.display()))
}

fn check_words(option: &str, text: &str) -> anyhow::Result<()> {
    let length = text.chars().count();
    if text.trim().is_empty() || length > MOST_CHARACTERS {
        return Err(Usage(format!("{option}: write 1 to {MOST_CHARACTERS} characters")).into());
    }
    Ok(())
}

fn digest(text: &str) -> Result<Digest, String> {
    Digest::try_from(text.to_owned())
        .map_err(|_| "the name of a document is 64 hexadecimal digits".to_owned())
}

#[expect(clippy::print_stdout, reason = "the result of the command")]
fn say(text: &str) {
    println!("{text}");
}
