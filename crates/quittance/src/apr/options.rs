use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
#[command(after_long_help = include_str!("help.txt"))]
pub(crate) struct AprOptions {
    /// A file with one JSON object or more, or `-` for standard input, which is the default.
    pub(crate) input: Option<PathBuf>,
    /// Answer with a table for people.
    #[arg(long)]
    pub(crate) table: bool,
}
