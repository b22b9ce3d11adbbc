use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};

use super::folder;

/// The targets of a side, in the order in which an input's first byte counts along them.
///
/// # Errors
/// When there is no such side.
pub(super) fn members(side: &str) -> Result<Vec<String>> {
    let list = fs::read_to_string(folder("sides.txt")).context("could not read fuzz/sides.txt")?;
    let line = list.lines().find_map(|line| line.strip_prefix(side)?.strip_prefix(' '));
    let line = line.with_context(|| format!("`{side}` is no side"))?;
    Ok(line.split(' ').map(str::to_owned).collect())
}

/// The corpora of a side's targets, and what earlier runs found, each input behind the byte that chooses its target.
pub(super) fn seeds(side: &str) -> Result<PathBuf> {
    let seeds = folder("target/seeds").join(side);
    fs::create_dir_all(&seeds)?;
    for (first, member) in (0_u8..).zip(members(side)?) {
        for corpus in [folder("corpus").join(&member), folder("target/corpus").join(&member)] {
            let Ok(inputs) = fs::read_dir(corpus) else { continue };
            for input in inputs {
                let input = input?;
                let bytes = [&[first], fs::read(input.path())?.as_slice()].concat();
                fs::write(seeds.join(format!("{member}-{}", input.file_name().to_string_lossy())), bytes)?;
            }
        }
    }
    Ok(seeds)
}
