use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Args)]
pub(crate) struct CodeOptions {
    #[command(subcommand)]
    pub(crate) command: CodeCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum CodeCommand {
    /// Make tokens: {"key","count","type","value"} and, if need be, "`starting_code`", "`value_divider`",
    /// "extended", "`restricted_digits`" become {"token","`new_count`"}.
    Encode {
        /// A file with one JSON object a line; standard input if left out.
        input: Option<PathBuf>,
    },
    /// Read tokens: {"key","count","token"} and, if need be, "`used_counts`" and the same as above become
    /// {"type","value","`new_count`","`used_counts`"}, or {"error"} for a token that is not valid.
    Decode {
        /// A file with one JSON object a line; standard input if left out.
        input: Option<PathBuf>,
    },
}
