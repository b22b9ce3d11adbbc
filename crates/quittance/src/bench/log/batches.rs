use std::fs::OpenOptions;
use std::io::Write as _;
use std::time::Duration;

use super::sample;
use crate::bench::say;
use crate::environment::monotonic;

const BATCH: u32 = 1_000;

/// Batches of a thousand, ours and bare by turns, so that both meet the same disk.
pub(super) fn run(leaves: u32) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let mut log = sample::open(&folder.path().join("log"))?;
    let mut bare = OpenOptions::new().create(true).append(true).open(folder.path().join("bare"))?;
    let (mut ours, mut least) = (Duration::ZERO, Duration::ZERO);
    let batches = leaves / BATCH;
    for _ in 0..batches {
        let batch: Vec<_> = (0..BATCH).map(|_| sample::leaf()).collect();
        let start = monotonic();
        log.append(&batch)?;
        ours += monotonic().saturating_sub(start);
        let bytes = sample::bytes(&batch);
        let start = monotonic();
        bare.write_all(&bytes)?;
        bare.sync_data()?;
        least += monotonic().saturating_sub(start);
    }
    let leaves = batches * BATCH;
    say(&format!("sequenced, batches of {BATCH}   {} leaves/s", rate(leaves, ours)?));
    say(&format!(
        "  bare append + fdatasync   {} leaves/s, ratio {} (aim: 0.30)",
        rate(leaves, least)?,
        ratio(least, ours)?
    ));
    Ok(())
}

pub(super) fn rate(count: u32, time: Duration) -> anyhow::Result<u64> {
    Ok(u64::from(count) * 1_000_000 / u64::try_from(time.as_micros())?.max(1))
}

/// How large `part` is in hundredths of `whole`, as a decimal number.
pub(super) fn ratio(part: Duration, whole: Duration) -> anyhow::Result<String> {
    let hundredths = part.as_micros() * 100 / whole.as_micros().max(1);
    Ok(format!("{}.{:02}", hundredths / 100, hundredths % 100))
}
