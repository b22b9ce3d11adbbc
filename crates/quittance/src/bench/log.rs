//! `quittance bench log`: how fast entries become part of the public log and provable, beside the bare appending
//! of the same bytes to a file; and whether damage to its files is ever served.

mod batches;
mod flips;
mod queue;
mod sample;

use crate::cli::Usage;

pub(super) fn run(leaves: u32, flips: u32) -> anyhow::Result<()> {
    anyhow::ensure!(leaves >= 1_000, Usage("--leaves must be at least 1000".to_owned()));
    batches::run(leaves)?;
    queue::run(leaves / 4)?;
    flips::run(flips)
}
