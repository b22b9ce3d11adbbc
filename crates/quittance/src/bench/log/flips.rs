use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use ident::Entropy as _;
use tlog::{Log, Resource, TILE_WIDTH, TileSpan};

use super::sample;
use crate::bench::say;
use crate::environment::OsEntropy;

const LEAVES: u64 = 1_000;

/// Everything a log serves.
type Served = Vec<Vec<u8>>;

/// Flips random bits in random files, one at a time, half of them while the log is open. Nothing may be served
/// that differs from what was written.
pub(super) fn run(flips: u32) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let mut log = sample::open(folder.path())?;
    for _ in 0..10 {
        log.append(&(0..LEAVES / 10).map(|_| sample::leaf()).collect::<Vec<_>>())?;
    }
    let (good, ids) = (everything(&log)?, log.reader().ids(0, usize::MAX)?);
    drop(log);
    let files: Vec<(PathBuf, Vec<u8>)> =
        ["checkpoint", "offsets", "rows/0", "rows/1", "journal/00000000000000000000"]
            .into_iter()
            .map(|name| folder.path().join(name))
            .map(|path| fs::read(&path).map(|bytes| (path, bytes)))
            .collect::<Result<_, _>>()?;
    let (mut refused, mut mended, mut wrong) = (0_u32, 0_u32, 0_u32);
    for number in 0..flips {
        let (path, bytes) = files.get(random(files.len())?).context("no file")?;
        let early = if number % 2 == 0 { None } else { Some(sample::open(folder.path())?) };
        flip(path, bytes)?;
        let log = early.map_or_else(|| sample::open(folder.path()), Ok);
        match log.and_then(|log| Ok((everything(&log)?, log.reader().ids(0, usize::MAX)?))) {
            Err(_) => refused += 1,
            Ok((served, found)) if served == good && found == ids => mended += 1,
            Ok(_) => wrong += 1,
        }
        for (path, bytes) in &files {
            fs::write(path, bytes)?;
        }
    }
    say(&format!(
        "{flips} flipped bits       {refused} refused, {mended} without effect or mended, {wrong} served"
    ));
    ensure!(wrong == 0, "damage was served");
    Ok(())
}

fn everything(log: &Log) -> Result<Served, tlog::Error> {
    let reader = log.reader();
    let mut resources = vec![Resource::Checkpoint];
    for number in 0..LEAVES.div_ceil(TILE_WIDTH) {
        let span = TileSpan { number, width: (LEAVES - number * TILE_WIDTH).min(TILE_WIDTH) };
        resources.extend([Resource::Tile { level: 0, span }, Resource::Entries(span)]);
    }
    let top = TileSpan { number: 0, width: LEAVES / TILE_WIDTH };
    resources.push(Resource::Tile { level: 1, span: top });
    let mut served = Vec::new();
    for resource in resources {
        served.push(reader.read(resource)?.unwrap_or_default());
    }
    for index in (0..LEAVES).step_by(50) {
        served.push(reader.prove(index)?.iter().flat_map(|hash| hash.0).collect());
    }
    Ok(served)
}

fn flip(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let mut bytes = bytes.to_vec();
    let (place, bit) = (random(bytes.len())?, random(8)?);
    *bytes.get_mut(place).context("an empty file")? ^= 1 << bit;
    fs::write(path, bytes)?;
    Ok(())
}

fn random(below: usize) -> anyhow::Result<usize> {
    Ok(usize::try_from(u64::from_be_bytes(OsEntropy.bytes()) % u64::try_from(below)?)?)
}
