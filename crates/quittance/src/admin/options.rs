use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use ident::{ApiKeyId, LenderId};
use jiff::Timestamp;
use proof::documents::Contact;
use server::admin::AdminCommand;
use server::{AttestationRule, LenderMode};
use servicing::ConcessionApprovals;

use super::books::Books;
use super::bureau::Bureau;
use super::keys::{self, Keys, Master, Ombudsman, RootStep};
use super::restraint::Restraint;
use crate::ceremony::RootCommand;
use crate::cli::Usage;
use crate::whole_file;

#[derive(Debug, Args)]
pub(crate) struct AdminOptions {
    /// The server's folder; `root` needs none.
    #[arg(long, env = "QUITTANCE_DATA")]
    pub(super) data: Option<PathBuf>,
    /// The file whose first line unlocks the master key, if it was locked.
    #[arg(long, env = "QUITTANCE_MASTER_PASSPHRASE_FILE")]
    pub(super) master_passphrase_file: Option<PathBuf>,
    #[command(subcommand)]
    pub(super) what: What,
}

#[derive(Debug, Subcommand)]
pub(super) enum What {
    /// Lenders.
    #[command(subcommand)]
    Lender(Lender),
    /// API keys.
    #[command(subcommand)]
    Key(Key),
    /// Operators of the console.
    #[command(subcommand)]
    Operator(Operator),
    /// Ways money comes in.
    #[command(subcommand)]
    Rail(Rail),
    /// The books: their check, closings, exports.
    #[command(subcommand)]
    Books(Books),
    /// Credit bureaus: Metro 2 files, and their check.
    #[command(subcommand)]
    Bureau(Bureau),
    /// The root of all trust: keys that several people keep offline.
    #[command(subcommand)]
    Root(RootStep),
    /// The keys that sign for devices.
    #[command(subcommand)]
    Keys(Keys),
    /// The ombudsman, whose release frees a phone whatever its lender says.
    #[command(subcommand)]
    Ombudsman(Ombudsman),
    /// The secret that seals everything at rest.
    #[command(subcommand)]
    Master(Master),
    #[command(flatten)]
    Restraint(Restraint),
}

#[derive(Debug, Subcommand)]
pub(super) enum Lender {
    /// Make a lender.
    Create {
        /// Its name as borrowers know it.
        #[arg(long)]
        name: String,
        /// Real contracts, or a test clock and a sandbox rail.
        #[arg(long, value_enum)]
        mode: Mode,
        /// A phone number for borrowers.
        #[arg(long)]
        phone: Option<String>,
        /// An e-mail address for borrowers.
        #[arg(long)]
        email: Option<String>,
        /// A help page for borrowers.
        #[arg(long)]
        url: Option<String>,
        /// The time zone of contracts that don't name one.
        #[arg(long, default_value = "UTC")]
        time_zone: String,
        /// The policy pack of contracts that don't name one.
        #[arg(long, default_value = "house")]
        policy_pack: String,
        /// Whether phones must prove by their maker's certificates which hardware they are.
        #[arg(long, value_enum, default_value_t = Attestation::Recorded)]
        attestation: Attestation,
        /// What a test lender's clock shows first.
        #[arg(long)]
        starts_at: Option<Timestamp>,
    },
    /// Change whether phones must prove which hardware they are.
    Attestation {
        #[arg(long)]
        lender: LenderId,
        #[arg(value_enum)]
        attestation: Attestation,
    },
    /// Set how many people must say yes to a plan or a settlement, the one who offers included.
    Concessions {
        #[arg(long)]
        lender: LenderId,
        /// Where nothing is given up, 1 to 9.
        #[arg(long, default_value_t = 1)]
        ordinary: u8,
        /// Where money is given up, as many or more.
        #[arg(long, default_value_t = 2)]
        giving_up: u8,
        /// Up to so many percent of what is owed can be given up as if nothing were.
        #[arg(long, default_value_t = 0)]
        giving_up_above_percent: u8,
    },
    /// Show all lenders.
    List,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Attestation {
    /// No phone enrolls without.
    Required,
    /// A phone that has certificates is held to them.
    Recorded,
    /// Certificates are not looked at.
    Off,
}

impl From<Attestation> for AttestationRule {
    fn from(attestation: Attestation) -> Self {
        match attestation {
            Attestation::Required => Self::Required,
            Attestation::Recorded => Self::Recorded,
            Attestation::Off => Self::Off,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Mode {
    Live,
    Test,
}

#[derive(Debug, Subcommand)]
pub(super) enum Key {
    /// Make an API key; its secret is shown once.
    Issue {
        #[arg(long)]
        lender: LenderId,
        /// Your word for it.
        #[arg(long)]
        label: String,
        /// What it may do, for example contracts:read; once for each.
        #[arg(long = "scope", default_value = "*")]
        scopes: Vec<String>,
        /// When it ends.
        #[arg(long)]
        expires_at: Option<Timestamp>,
    },
    /// Show a lender's keys.
    List {
        #[arg(long)]
        lender: LenderId,
    },
    /// End a key at once.
    Revoke {
        #[arg(long)]
        lender: LenderId,
        #[arg(long)]
        key: ApiKeyId,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum Operator {
    /// Make an operator; the password is the first line of standard input.
    Create {
        #[arg(long)]
        name: String,
        /// Whose contracts they see; all lenders' when absent.
        #[arg(long)]
        lender: Option<LenderId>,
        /// They may also freeze a lender and release all of its phones.
        #[arg(long)]
        owner: bool,
    },
    /// Show all operators.
    List,
    /// Shut an operator out at once.
    Disable {
        #[arg(long)]
        name: String,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum Rail {
    /// Set up a rail; its signing secrets are read from standard input, one a line.
    Put {
        #[arg(long)]
        lender: LenderId,
        /// Its name, part of the webhook's address.
        #[arg(long)]
        rail: String,
        /// generic or stripe.
        #[arg(long)]
        scheme: String,
    },
}

/// What to do, and where.
pub(super) enum Act {
    /// With files alone.
    Ceremony(RootCommand),
    /// On a server, running or not.
    Server(AdminCommand, Option<PathBuf>),
    /// With a file of a bureau alone.
    BureauCheck(PathBuf),
    /// With the master key's file.
    Master(Master),
}

impl What {
    /// The act that was asked for. `secrets` is called only where the act needs them.
    pub(super) fn into_act(
        self,
        secrets: impl FnOnce() -> anyhow::Result<Vec<String>>,
    ) -> anyhow::Result<Act> {
        Ok(Act::Server(
            match self {
                Self::Root(RootStep::Offline(step)) => return Ok(Act::Ceremony(step)),
                Self::Root(RootStep::Install { file }) => keys::install_root(&file)?,
                Self::Keys(step) => return step.into_act(),
                Self::Bureau(step) => return step.into_act(),
                Self::Books(step) => AdminCommand::Books(step.into_act()?),
                Self::Ombudsman(Ombudsman::Set { file }) => keys::set_ombudsman(&file)?,
                Self::Ombudsman(Ombudsman::Deliver { contract, file }) => {
                    let release = data_encoding::BASE64.encode(&whole_file::read(&file)?);
                    AdminCommand::DeliverRelease { contract, release }
                }
                Self::Master(master) => return Ok(Act::Master(master)),
                Self::Lender(Lender::Create {
                    name,
                    mode,
                    phone,
                    email,
                    url,
                    time_zone,
                    policy_pack,
                    attestation,
                    starts_at,
                }) => AdminCommand::CreateLender {
                    name,
                    mode: match mode {
                        Mode::Live => LenderMode::Live,
                        Mode::Test => LenderMode::Test,
                    },
                    contact: Contact { phone, email, url },
                    time_zone,
                    policy_pack,
                    attestation: attestation.into(),
                    starts_at,
                },
                Self::Lender(Lender::Attestation { lender, attestation }) => {
                    AdminCommand::SetAttestation { lender, attestation: attestation.into() }
                }
                Self::Lender(Lender::Concessions {
                    lender,
                    ordinary,
                    giving_up,
                    giving_up_above_percent,
                }) => {
                    let rule = ConcessionApprovals { ordinary, giving_up, giving_up_above_percent };
                    AdminCommand::SetConcessionApprovals { lender, rule }
                }
                Self::Lender(Lender::List) => AdminCommand::ListLenders,
                Self::Key(Key::Issue { lender, label, scopes, expires_at }) => {
                    AdminCommand::IssueKey { lender, label, scopes, expires_at }
                }
                Self::Key(Key::List { lender }) => AdminCommand::ListKeys { lender },
                Self::Key(Key::Revoke { lender, key }) => AdminCommand::RevokeKey { lender, key },
                Self::Operator(Operator::Create { name, lender, owner }) => {
                    let password = secrets()?.into_iter().next();
                    let password =
                        password.ok_or_else(|| Usage("write the password to standard input".to_owned()))?;
                    AdminCommand::CreateOperator { name, password, lender, owner }
                }
                Self::Operator(Operator::List) => AdminCommand::ListOperators,
                Self::Operator(Operator::Disable { name }) => AdminCommand::DisableOperator { name },
                Self::Restraint(restraint) => restraint.into_command(secrets)?,
                Self::Rail(Rail::Put { lender, rail, scheme }) => {
                    AdminCommand::PutRail { lender, rail, scheme, secrets: secrets()? }
                }
            },
            None,
        ))
    }
}
