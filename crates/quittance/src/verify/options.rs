use std::path::PathBuf;

use clap::Args;
use jiff::Timestamp;

#[derive(Debug, Args)]
pub(crate) struct VerifyOptions {
    /// Evidence files, signed documents of any type, or proofs of the log; all are read together.
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// The root to trust: its name in 64 hexadecimal digits, as in the enrollment code after `k=`, or a file with
    /// that root. Without it the oldest root in the files is taken, and you must compare its name yourself.
    #[arg(long)]
    pub(crate) root: Option<String>,
    /// Judge restrictions as of this instant instead of the one they were issued at, such as
    /// 2026-10-26T06:00:00Z.
    #[arg(long)]
    pub(crate) at: Option<Timestamp>,
    /// Print JSON instead of words.
    #[arg(long)]
    pub(crate) json: bool,
}
