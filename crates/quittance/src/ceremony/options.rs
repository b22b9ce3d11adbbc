use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use server::custody::Purpose;

#[derive(Debug, Subcommand)]
pub(crate) enum RootCommand {
    /// Make a person's key.
    #[command(subcommand)]
    Key(KeyCommand),
    /// Write down what the next root is to say, for all to sign.
    Draft(DraftOptions),
    /// Add one signature to a draft, of a root or of a lender's roster. Says in words what is signed.
    Sign(SignOptions),
    /// Say in words what a root, a roster, or a draft of one says, and who signed it.
    Show {
        /// The document or draft.
        file: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum KeyCommand {
    /// Make a key, lock it with a passphrase, and write its public half beside it (`FILE.pub`).
    New(NewKeyOptions),
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum PersonalRole {
    /// A share of the root.
    Root,
    /// Releases of the ombudsman.
    Ombudsman,
}

impl PersonalRole {
    pub(crate) const fn purpose(self) -> Purpose {
        match self {
            Self::Root => Purpose::Root,
            Self::Ombudsman => Purpose::Ombudsman,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct NewKeyOptions {
    /// Where the locked private key goes.
    #[arg(long)]
    pub(crate) out: PathBuf,
    /// The file whose first line is the passphrase, at least 12 characters.
    #[arg(long)]
    pub(crate) passphrase_file: PathBuf,
    /// What the key is for.
    #[arg(long, value_enum, default_value = "root")]
    pub(crate) role: PersonalRole,
}

#[derive(Debug, Args)]
pub(crate) struct DraftOptions {
    /// The installation's name, such as `quittance.example/log`; by default that of the root it replaces.
    #[arg(long, required_unless_present = "replaces")]
    pub(crate) origin: Option<String>,
    /// How many of the keys must sign together.
    #[arg(long)]
    pub(crate) threshold: u8,
    /// The public key files of the people, one for each.
    #[arg(long = "public", required = true, num_args = 1..)]
    pub(crate) public: Vec<PathBuf>,
    /// The root in force.
    #[arg(long)]
    pub(crate) replaces: Option<PathBuf>,
    /// For how many days the root is good.
    #[arg(long, value_parser = clap::value_parser!(i64).range(1..=36_500))]
    pub(crate) valid_days: i64,
    /// Where the draft goes.
    #[arg(long)]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct SignOptions {
    /// The locked private key.
    #[arg(long)]
    pub(crate) key: PathBuf,
    /// The file whose first line is its passphrase.
    #[arg(long)]
    pub(crate) passphrase_file: PathBuf,
    /// The draft to sign.
    #[arg(long = "in")]
    pub(crate) input: PathBuf,
    /// Where the draft with one signature more goes; may be the same file.
    #[arg(long)]
    pub(crate) out: PathBuf,
}
