use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use tlog::witness::WitnessedLog;

#[derive(Debug, Args)]
pub(crate) struct LogOptions {
    #[command(subcommand)]
    pub(crate) command: LogCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum LogCommand {
    /// Cosign a log's checkpoints as long as each continues the one before (c2sp.org/tlog-witness).
    Witness(WitnessOptions),
    /// Follow a log: is it consistent, and do its entries keep the rules it publishes? One line of JSON for each
    /// finding; exit code 0 when there is none, 1 when there is one or the log contradicts itself.
    Monitor(MonitorOptions),
}

#[derive(Debug, Args)]
pub(crate) struct WitnessOptions {
    /// The witness's own folder: its key and what it saw. Created if it does not exist.
    #[arg(long)]
    pub(crate) dir: PathBuf,
    /// The witness's name, for ever: an address without `https://`, such as `witness.example.org`.
    #[arg(long)]
    pub(crate) name: String,
    /// Where to listen.
    #[arg(long, default_value = "127.0.0.1:7412")]
    pub(crate) listen: SocketAddr,
    /// The verifier key of a log to cosign, `name+hash+key`; once for each.
    #[arg(long = "vkey", required = true, value_name = "VKEY")]
    pub(crate) logs: Vec<WitnessedLog>,
}

#[derive(Debug, Args)]
pub(crate) struct MonitorOptions {
    /// Where the log is, such as <https://pay.example.com/log>.
    pub(crate) url: String,
    /// The log's verifier key, `name+hash+key`; once for each of its keys. Without it the key that the log shows
    /// is believed, and remembered in the state.
    #[arg(long = "vkey", value_name = "VKEY")]
    pub(crate) keys: Vec<WitnessedLog>,
    /// A folder that remembers how far the log was followed. Without it everything is read again.
    #[arg(long)]
    pub(crate) state: Option<PathBuf>,
    /// Look once and end.
    #[arg(long)]
    pub(crate) once: bool,
    /// Seconds between two looks.
    #[arg(long, default_value_t = 10)]
    pub(crate) every: u64,
    /// Report a lender with more restrictions in one hour.
    #[arg(long, default_value_t = 1_000)]
    pub(crate) max_per_hour: u64,
}
