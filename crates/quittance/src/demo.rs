//! `quittance demo`: a real server, a lender with a portfolio, and phones in processes of their own.

mod clock;
mod lender;
mod life;
mod once;
mod page;
mod papers;
mod phones;
mod portfolio;
mod script;
mod stage;

use std::process::ExitCode;

use crate::cli::DemoOptions;

pub(crate) async fn run(options: DemoOptions) -> anyhow::Result<ExitCode> {
    if options.once { once::run(options).await } else { page::run(options).await }
}
