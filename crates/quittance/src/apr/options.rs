use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct AprOptions {
    /// A file with one JSON object or several; standard input if left out or `-`.
    ///
    /// {"method":"`us_reg_z`","`unit_period`":{"count":1,"unit":"month"},"advances":[…],"payments":[…]} or
    /// {"method":"`eu_ccd`","advances":[…],"payments":[…]}, each advance and payment with an "amount" and a
    /// "date", or with "`at_periods`" or "`at_years`" since the first advance.
    pub(crate) input: Option<PathBuf>,
    /// Show a table for people instead of JSON.
    #[arg(long)]
    pub(crate) table: bool,
}
