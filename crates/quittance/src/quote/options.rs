use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
#[command(after_long_help = include_str!("help.txt"))]
pub(crate) struct QuoteOptions {
    /// A file with one JSON object or more, or `-` for standard input, which is the default.
    pub(crate) input: Option<PathBuf>,
    /// Answer with a table for people.
    #[arg(long)]
    pub(crate) table: bool,
    /// A JSON file with {"holidays":[…],"weekend":[…],"rule":"same|next|previous|modified_following"}, for every
    /// object without a calendar of its own.
    #[arg(long, value_name = "FILE")]
    pub(crate) calendar: Option<PathBuf>,
}
