use proof::Digest;
use proof::log::leaf_hash;

use crate::rows::Rows;
use crate::{Edge, Error};

/// Hashes on their way into the rows.
#[derive(Default)]
pub(crate) struct NewHashes(Vec<Vec<Digest>>);

impl NewHashes {
    pub(crate) fn push(&mut self, edge: &mut Edge, entry: &[u8]) {
        edge.push(leaf_hash(entry), &mut |level, hash| {
            if self.0.len() <= level {
                self.0.resize(level + 1, Vec::new());
            }
            if let Some(row) = self.0.get_mut(level) {
                row.push(hash);
            }
        });
    }

    pub(crate) fn write(&self, rows: &Rows, first: u64) -> Result<(), Error> {
        let mut start = first;
        for (level, hashes) in self.0.iter().enumerate() {
            rows.write(level, start, hashes)?;
            start /= crate::TILE_WIDTH;
        }
        Ok(())
    }
}
