use std::path::{Path, PathBuf};

use clap::{Subcommand, ValueEnum};
use data_encoding::BASE64;
use ident::{ContractId, LenderId};
use proof::Digest;
use serde_json::{Value, json};
use server::admin::{AdminCommand, KeysAct};
use server::custody::{PublicKeyFile, Purpose, SignerProgram};

use super::options::Act;
use crate::ceremony::{RootCommand, files};
use crate::cli::Usage;
use crate::{data_dir, whole_file};

#[derive(Debug, Subcommand)]
pub(super) enum RootStep {
    #[command(flatten)]
    Offline(RootCommand),
    /// Give the server the root that people signed: the first one to an empty folder, else the next one.
    Install {
        /// The signed root.
        file: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum Keys {
    /// What is there, and until when it is good.
    Status,
    /// Write down a lender's next roster, for people to sign with `root sign`.
    DraftRoster {
        lender: LenderId,
        /// Where the draft goes.
        #[arg(long)]
        out: PathBuf,
    },
    /// Give the server a roster that people signed.
    InstallRoster {
        /// The signed roster.
        file: PathBuf,
    },
    /// Make a lender's next key. The one before stays good as long as anything it signed is needed.
    Rotate {
        lender: LenderId,
        #[arg(long, value_enum, default_value = "command")]
        role: WorkingRole,
    },
    /// After a theft: void everything a key ever signed, and put another in its place.
    Revoke {
        lender: LenderId,
        /// The key's thumbprint, as `status` shows it.
        #[arg(value_parser = thumbprint)]
        key: Digest,
    },
    /// Let a program keep a lender's next key, such as a hardware module's client.
    External {
        lender: LenderId,
        #[arg(long, value_enum, default_value = "command")]
        role: WorkingRole,
        /// The public key, in PEM.
        #[arg(long)]
        public: PathBuf,
        /// How long one signature may take, in milliseconds.
        #[arg(long, default_value_t = 2_000, value_parser = clap::value_parser!(u64).range(10..=60_000))]
        limit_ms: u64,
        /// The program, with its arguments, after `--`.
        #[arg(last = true, required = true)]
        program: Vec<String>,
    },
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum WorkingRole {
    /// Terms, standings, warrants and quittances.
    Command,
    /// Grants.
    Freshness,
}

#[derive(Debug, Subcommand)]
pub(super) enum Ombudsman {
    /// Put the ombudsman's key into every lender's next roster.
    Set {
        /// The public key file; the private half is never on a server.
        file: PathBuf,
    },
    /// Hand in a signed release: the phone is freed at once, and its lender is not asked.
    Deliver {
        #[arg(long)]
        contract: ContractId,
        /// The signed release.
        file: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum Master {
    /// Lock the master key with a passphrase. Every start then needs --master-passphrase-file.
    Protect {
        /// The file whose first line is the passphrase.
        #[arg(long)]
        passphrase_file: PathBuf,
    },
}

impl WorkingRole {
    const fn purpose(self) -> Purpose {
        match self {
            Self::Command => Purpose::Command,
            Self::Freshness => Purpose::Freshness,
        }
    }
}

impl Keys {
    pub(super) fn into_act(self) -> anyhow::Result<Act> {
        let mut draft = None;
        let act = match self {
            Self::Status => KeysAct::Status,
            Self::DraftRoster { lender, out } => {
                draft = Some(out);
                KeysAct::DraftRoster { lender }
            }
            Self::InstallRoster { file } => {
                KeysAct::InstallRoster { roster: BASE64.encode(&whole_file::read(&file)?) }
            }
            Self::Rotate { lender, role } => KeysAct::Rotate { lender, purpose: role.purpose() },
            Self::Revoke { lender, key } => KeysAct::Revoke { lender, key },
            Self::External { lender, role, public, limit_ms, program } => {
                let purpose = role.purpose();
                let public_key = files::public_key(&public, purpose)?;
                let mut words = program.into_iter();
                let program = words.next().ok_or_else(|| Usage("name the program after --".to_owned()))?;
                let program = SignerProgram { program, arguments: words.collect(), limit_ms };
                KeysAct::External { lender, purpose, public_key, program }
            }
        };
        Ok(Act::Server(AdminCommand::Keys(act), draft))
    }
}

pub(super) fn install_root(file: &Path) -> anyhow::Result<AdminCommand> {
    Ok(AdminCommand::Keys(KeysAct::InstallRoot { root: BASE64.encode(&whole_file::read(file)?) }))
}

pub(super) fn set_ombudsman(file: &Path) -> anyhow::Result<AdminCommand> {
    let text = whole_file::read_text(file)?;
    let parsed = PublicKeyFile::parse(&text, Purpose::Ombudsman);
    let file = parsed.map_err(|error| Usage(format!("{}: {error}", file.display())))?;
    Ok(AdminCommand::Keys(KeysAct::Ombudsman { file }))
}

/// The first root goes into a folder in which nothing has begun: a server that starts makes one itself.
pub(super) fn install_first_root(
    data: &Path,
    command: &AdminCommand,
    unlock: Option<&Path>,
) -> anyhow::Result<Option<Value>> {
    let AdminCommand::Keys(KeysAct::InstallRoot { root }) = command else { return Ok(None) };
    let root = BASE64.decode(root.as_bytes())?;
    let is_done = data_dir::install_first_root(data, &root, unlock)?;
    Ok(is_done.then(|| json!({ "root": 1, "data": data.display().to_string() })))
}

/// The answer is a draft for people: a file, not something to print.
pub(super) fn write_draft(answer: &Value, out: &Path) -> anyhow::Result<()> {
    let draft = answer.get("draft").and_then(Value::as_str).unwrap_or_default();
    whole_file::write(out, &BASE64.decode(draft.as_bytes())?)
}

fn thumbprint(text: &str) -> Result<Digest, String> {
    Digest::try_from(text.to_owned()).map_err(|_| "a thumbprint is 64 hexadecimal digits".to_owned())
}
