//! House rules that no other tool knows.

mod arrows;
mod attacks;
mod files;
mod text;

use anyhow::{Result, ensure};

use crate::shell::root;

/// Looks at every text file of the working tree and reports all faults, not only the first.
pub(crate) fn run() -> Result<()> {
    let files = files::read(root())?;
    let mut faults: Vec<String> =
        files.iter().flat_map(|file| text::faults(&file.path, &file.text)).collect();
    faults.extend(arrows::faults(&files)?);
    faults.extend(attacks::faults(&files));
    for fault in &faults {
        println!("{fault}");
    }
    ensure!(faults.is_empty(), "{} faults", faults.len());
    println!("{} files", files.len());
    Ok(())
}
