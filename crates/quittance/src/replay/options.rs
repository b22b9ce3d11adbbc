use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
#[command(after_long_help = include_str!("help.txt"))]
pub(crate) struct ReplayOptions {
    /// A file with one timeline or more, or `-` for standard input, which is the default.
    pub(crate) input: Option<PathBuf>,
    /// Answer with tables for people.
    #[arg(long)]
    pub(crate) table: bool,
}
