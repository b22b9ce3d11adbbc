use proof::Digest;
use proof::log::node_hash;

/// A full tile whose root was checked, with every hash between its own and its root.
pub(crate) struct Tile {
    /// The tile's own hashes, then the row above, up to the root.
    rows: Vec<Vec<Digest>>,
}

impl Tile {
    pub(crate) fn new(hashes: Vec<Digest>) -> Self {
        let mut rows = vec![hashes];
        while let Some(row) = rows.last().filter(|row| row.len() > 1) {
            let above = row.as_chunks::<2>().0.iter().map(|[left, right]| node_hash(left, right)).collect();
            rows.push(above);
        }
        Self { rows }
    }

    /// The hash over `2^height` of the tile's hashes.
    pub(crate) fn node(&self, height: usize, index: usize) -> Option<Digest> {
        self.rows.get(height)?.get(index).copied()
    }

    pub(crate) fn root(&self) -> Option<Digest> {
        self.rows.last()?.first().copied()
    }

    pub(crate) fn hashes(&self) -> &[Digest] {
        self.rows.first().map(Vec::as_slice).unwrap_or_default()
    }
}
