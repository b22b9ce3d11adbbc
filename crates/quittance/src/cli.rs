use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::admin::AdminOptions;
use crate::apr::AprOptions;
use crate::code::CodeOptions;
use crate::log::LogOptions;
use crate::ombudsman::OmbudsmanCommand;
use crate::quote::QuoteOptions;
use crate::replay::ReplayOptions;
use crate::verify::VerifyOptions;

/// Finance phones fairly: contracts, payments, lawful restriction, automatic release.
#[derive(Debug, Parser)]
#[command(name = "quittance", version, disable_help_subcommand = true)]
pub(crate) struct Cli {
    /// What to log: off, error, warn, info, debug, or a filter such as `server=debug`. By default `info` for
    /// the server and `warn` for everything else.
    #[arg(long, global = true, env = "QUITTANCE_LOG")]
    pub(crate) log: Option<String>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run the server.
    Serve(ServeOptions),
    /// Create and change lenders, keys, operators and rails.
    Admin(AdminOptions),
    /// Check any document, proof or evidence file, offline.
    Verify(VerifyOptions),
    /// The annual percentage rate of a credit, by United States or European law; JSON in, JSON out.
    Apr(AprOptions),
    /// The schedule of a loan and what it costs; JSON in, JSON out.
    Quote(QuoteOptions),
    /// Make and read offline codes (OpenPAYGO Token), one JSON object a line.
    Code(CodeOptions),
    /// Play a contract's timeline through the real rules, from JSON: every `show` in it is answered.
    Replay(ReplayOptions),
    /// Watch a public log that someone else runs.
    Log(LogOptions),
    /// Sign what frees a phone whatever its lender says. Works without server and network.
    #[command(subcommand)]
    Ombudsman(OmbudsmanCommand),
    /// Run one virtual phone.
    Phone(PhoneOptions),
    /// Watch a phone being financed, locked, paid and freed.
    Demo(DemoOptions),
    /// Measure this build on this machine.
    Bench(BenchOptions),
}

impl Command {
    /// What to log unless told otherwise: a server's log is read later, elsewhere only trouble matters.
    pub(crate) const fn default_log(&self) -> &'static str {
        match self {
            Self::Serve(_) => "info",
            Self::Admin(_)
            | Self::Verify(_)
            | Self::Apr(_)
            | Self::Quote(_)
            | Self::Code(_)
            | Self::Replay(_)
            | Self::Log(_)
            | Self::Ombudsman(_)
            | Self::Phone(_)
            | Self::Demo(_)
            | Self::Bench(_) => "warn",
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct ServeOptions {
    /// The folder that holds everything. Created if it does not exist.
    #[arg(long, env = "QUITTANCE_DATA")]
    pub(crate) data: PathBuf,
    /// Where to listen.
    #[arg(long, env = "QUITTANCE_LISTEN", default_value = "127.0.0.1:7411")]
    pub(crate) listen: SocketAddr,
    /// Where borrowers, devices and payment services reach this server, such as <https://pay.example.com>.
    #[arg(long, env = "QUITTANCE_PUBLIC_URL")]
    pub(crate) public_url: Option<String>,
    /// A folder with more policy packs (`*.toml`).
    #[arg(long, env = "QUITTANCE_POLICIES")]
    pub(crate) policies: Option<PathBuf>,
    /// A witness of the public log, `name+hash+key@URL`; once for each.
    #[arg(long = "witness", value_name = "VKEY@URL")]
    pub(crate) witnesses: Vec<String>,
    /// How many of them must have cosigned before a restriction goes out. Releases never wait.
    #[arg(long, default_value_t = 0)]
    pub(crate) witness_quorum: u8,
    /// The file whose first line unlocks the master key, if it was locked.
    #[arg(long, env = "QUITTANCE_MASTER_PASSPHRASE_FILE")]
    pub(crate) master_passphrase_file: Option<PathBuf>,
    /// Most phones of all live lenders together that may be restricted further within an hour, however few there are.
    #[arg(long, value_name = "PHONES", default_value_t = 100)]
    pub(crate) lock_budget: u32,
    /// The same as a share of all active phones, in hundredths of a percent, where that is more: 10 is 0.1 %.
    #[arg(long, value_name = "BP", default_value_t = 10, value_parser = clap::value_parser!(u16).range(..=10_000))]
    pub(crate) lock_budget_share: u16,
    /// Let webhooks go to loopback and private addresses. For tests only.
    #[arg(long)]
    pub(crate) allow_private_webhooks: bool,
    /// A PEM file with the roots of makers of phones whose certificates are believed; once for each.
    #[arg(long = "attestation-root", env = "QUITTANCE_ATTESTATION_ROOTS", value_delimiter = ',')]
    pub(crate) attestation_roots: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct PhoneOptions {
    /// The phone's own folder: its hardware and its memory.
    #[arg(long)]
    pub(crate) dir: PathBuf,
    /// Where the phone shows its screen; loopback only.
    #[arg(long, default_value = "127.0.0.1:0")]
    pub(crate) listen: SocketAddr,
    /// The text of the enrollment QR code.
    #[arg(long)]
    pub(crate) enroll: Option<String>,
    /// An IMEI of a phone that is new; once for each.
    #[arg(long = "imei")]
    pub(crate) imeis: Vec<String>,
    /// The serial number of a phone that is new.
    #[arg(long)]
    pub(crate) serial: Option<String>,
    /// The model of a phone that is new.
    #[arg(long, default_value = "Virtual phone")]
    pub(crate) model: String,
    /// Let time be advanced by hand, for a lender with a test clock.
    #[arg(long)]
    pub(crate) test_clock: bool,
    /// End when standard input closes, with whoever started it.
    #[arg(long)]
    pub(crate) until_stdin_closes: bool,
}

#[derive(Debug, Args)]
pub(crate) struct DemoOptions {
    /// Live the whole life once without a browser and print one line of JSON for each step.
    #[arg(long)]
    pub(crate) once: bool,
    /// With --once: keep the evidence of each contract, and each of its documents, in this folder.
    #[arg(long, requires = "once")]
    pub(crate) documents: Option<PathBuf>,
    /// Where to serve the demo.
    #[arg(long, default_value = "127.0.0.1:0")]
    pub(crate) listen: SocketAddr,
    /// How many contracts the portfolio has.
    #[arg(long, default_value_t = 200)]
    pub(crate) contracts: u32,
}

#[derive(Debug, Args)]
pub(crate) struct BenchOptions {
    #[command(subcommand)]
    pub(crate) what: BenchCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum BenchCommand {
    /// From payment webhook to the applied standing on a connected phone.
    Unlock {
        /// How many times to lock and pay.
        #[arg(long, default_value_t = 2_000)]
        cycles: u32,
    },
    /// Verifications of a lock beside bare Ed25519, on one core.
    Verify {
        /// For how many seconds in all.
        #[arg(long, default_value_t = 15)]
        seconds: u64,
    },
    /// A million releases under one signed sheet beside one signature each.
    Orders {
        /// How many.
        #[arg(long, default_value_t = 1_000_000)]
        orders: u32,
    },
    /// Schedules of twelve installments beside their bare arithmetic and numpy-financial.
    Schedule {
        /// How many.
        #[arg(long, default_value_t = 100_000)]
        schedules: u32,
        /// The Python that has numpy-financial.
        #[arg(long, default_value = "python3")]
        python: String,
    },
    /// A backdated payment on a contract with many payments, beside the bare fold of them.
    Replay {
        /// How many payments the contract has.
        #[arg(long, default_value_t = 2_500)]
        payments: u32,
    },
    /// Authenticated check-ins beside a bare responder of the same framework.
    Checkin {
        /// For how many seconds each is measured.
        #[arg(long, default_value_t = 10)]
        seconds: u64,
        /// How many phones check in at once.
        #[arg(long, default_value_t = 64)]
        phones: u32,
    },
    /// The daily close of a portfolio: plan, check, execute, durably.
    Close {
        /// How many contracts there are; one in thirty falls due today.
        #[arg(long, default_value_t = 1_000_000)]
        contracts: u32,
    },
    /// Entries of the public log: sequenced durably, proved, and damaged.
    Log {
        /// How many entries to sequence.
        #[arg(long, default_value_t = 200_000)]
        leaves: u32,
        /// How many random bits to flip in its files.
        #[arg(long, default_value_t = 10_000)]
        flips: u32,
    },
}

/// The call itself is wrong; calling differently mends it.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Usage(pub(crate) String);
