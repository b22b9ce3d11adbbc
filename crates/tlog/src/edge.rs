use proof::Digest;
use proof::log::{empty_root, node_hash};

use crate::TILE_WIDTH;
use crate::numbers::{long, short};

/// The right edge of a tree: of each row of tiles the hashes that do not fill a tile yet. All that is needed to
/// append and to know the root, however large the tree is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edge {
    size: u64,
    /// From the leaves up; each shorter than a tile.
    rows: Vec<Vec<Digest>>,
}

/// The hashes do not fit the size.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not the right edge of a tree of {0} entries")]
pub struct EdgeError(u64);

impl Edge {
    /// The edge of a tree of this size.
    ///
    /// # Errors
    /// [`EdgeError`] when a tree of this size has other rows.
    pub fn new(size: u64, rows: Vec<Vec<Digest>>) -> Result<Self, EdgeError> {
        let fits = rows.len() == Self::widths(size).count()
            && rows.iter().zip(Self::widths(size)).all(|(row, width)| long(row.len()) == width);
        if fits { Ok(Self { size, rows }) } else { Err(EdgeError(size)) }
    }

    /// How many hashes stand in the last, unfinished tile of each row of a tree of this size.
    pub fn widths(size: u64) -> impl Iterator<Item = u64> {
        let counts = std::iter::successors(Some(size), |count| Some(count / TILE_WIDTH));
        counts.take_while(|count| *count > 0).map(|count| count % TILE_WIDTH)
    }

    /// How many leaves the tree has.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The hashes of each row, from the leaves up.
    #[must_use]
    pub fn rows(&self) -> &[Vec<Digest>] {
        &self.rows
    }

    /// Appends a leaf. `wrote` hears of each hash that became part of a row: the row and the hash.
    pub fn push(&mut self, leaf: Digest, wrote: &mut dyn FnMut(usize, Digest)) {
        self.size += 1;
        let mut hash = leaf;
        for level in 0.. {
            if self.rows.len() == level {
                self.rows.push(Vec::new());
            }
            let Some(row) = self.rows.get_mut(level) else { return };
            row.push(hash);
            wrote(level, hash);
            if row.len() < short(TILE_WIDTH) {
                return;
            }
            hash = perfect_root(row);
            row.clear();
        }
    }

    /// The Merkle root of RFC 6962, 2.1.
    #[must_use]
    pub fn root(&self) -> Digest {
        // The tree is a row of perfect trees, each larger than all to its right, joined from the right.
        let mut peaks: Vec<Digest> = Vec::new();
        for row in self.rows.iter().rev() {
            let mut rest = row.as_slice();
            while !rest.is_empty() {
                let (tree, right) = rest.split_at(1 << rest.len().ilog2());
                peaks.push(perfect_root(tree));
                rest = right;
            }
        }
        let last = peaks.pop();
        let join = |right: Digest| peaks.iter().rev().fold(right, |right, left| node_hash(left, &right));
        last.map_or_else(empty_root, join)
    }
}

/// The root over a power of two of hashes.
pub(crate) fn perfect_root(hashes: &[Digest]) -> Digest {
    match hashes {
        [] => empty_root(),
        [hash] => *hash,
        _ => {
            let (left, right) = hashes.split_at(hashes.len() / 2);
            node_hash(&perfect_root(left), &perfect_root(right))
        }
    }
}
