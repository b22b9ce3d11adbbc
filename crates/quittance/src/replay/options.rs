use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct ReplayOptions {
    /// A file with timelines, {"terms": …, "events": […]}; standard input if left out or `-`.
    pub(crate) input: Option<PathBuf>,
    /// Tables for people instead of JSON.
    #[arg(long)]
    pub(crate) table: bool,
}
