use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use proof::Digest;

use crate::edge::perfect_root;
use crate::numbers::{long, short};
use crate::rows::Rows;
use crate::tile::Tile;
use crate::{Edge, Error, TILE_WIDTH};

/// Checked tiles kept in memory, 16 KiB each.
const MAX_KEPT: usize = 512;
/// `2^8` hashes in a tile.
const TILE_HEIGHT: u8 = 8;

/// Hashes of the tree, none of which leaves before it was checked: a full tile must have the root that the row
/// above says, up to the right edge, which never leaves memory and gives the signed root.
pub(crate) struct Tiles {
    rows: Rows,
    kept: Mutex<HashMap<(usize, u64), Arc<Tile>>>,
}

impl Tiles {
    pub(crate) fn new(rows: Rows) -> Self {
        Self { rows, kept: Mutex::default() }
    }

    pub(crate) const fn rows(&self) -> &Rows {
        &self.rows
    }

    /// A full tile.
    pub(crate) fn full(&self, edge: &Edge, level: usize, number: u64) -> Result<Arc<Tile>, Error> {
        let key = (level, number);
        if let Some(tile) = self.kept.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(Arc::clone(tile));
        }
        let expected = self.hash(edge, level + 1, number)?;
        let tile = Arc::new(Tile::new(self.rows.read(level, number * TILE_WIDTH, TILE_WIDTH)?));
        if tile.root() != Some(expected) {
            let what = format!(
                "tile {number} is damaged; stop the server and delete `rows` and `offsets`: they are computed again from the journal"
            );
            return Err(Error::damaged(&self.rows.path(level), what));
        }
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MAX_KEPT {
            kept.clear();
        }
        kept.insert(key, Arc::clone(&tile));
        Ok(tile)
    }

    /// One hash of a row.
    fn hash(&self, edge: &Edge, level: usize, index: u64) -> Result<Digest, Error> {
        self.span(edge, level, index / TILE_WIDTH, index % TILE_WIDTH + 1)?.pop().ok_or(Error::Broken)
    }

    /// The first hashes of a tile, `width` of them.
    ///
    /// # Errors
    /// [`Error::NotThere`] when the tree has fewer.
    pub(crate) fn span(
        &self,
        edge: &Edge,
        level: usize,
        number: u64,
        width: u64,
    ) -> Result<Vec<Digest>, Error> {
        let hashes = if number < complete(edge, level) {
            let tile = self.full(edge, level, number)?;
            tile.hashes().get(..short(width)).map(<[Digest]>::to_vec)
        } else {
            let row = edge.rows().get(level).filter(|_| number == complete(edge, level));
            row.and_then(|row| row.get(..short(width))).map(<[Digest]>::to_vec)
        };
        hashes.ok_or(Error::NotThere { index: number, size: edge.size() })
    }

    /// The hash over the `2^height` leaves from `index * 2^height` on.
    pub(crate) fn node(&self, edge: &Edge, height: u8, index: u64) -> Result<Digest, Error> {
        let (level, inside) = (usize::from(height / TILE_HEIGHT), height % TILE_HEIGHT);
        let per_tile = TILE_WIDTH >> inside;
        let (number, place) = (index / per_tile, index % per_tile);
        if number < complete(edge, level) {
            let node = self.full(edge, level, number)?.node(usize::from(inside), short(place));
            return node.ok_or(Error::Broken);
        }
        let width = (place + 1) << inside;
        let hashes = self.span(edge, level, number, width)?;
        Ok(perfect_root(hashes.get(short(place << inside)..).unwrap_or_default()))
    }
}

/// How many full tiles a row has.
fn complete(edge: &Edge, level: usize) -> u64 {
    let hashes = (0..level).fold(edge.size(), |count, _| count / TILE_WIDTH);
    debug_assert!(long(edge.rows().get(level).map_or(0, Vec::len)) == hashes % TILE_WIDTH);
    hashes / TILE_WIDTH
}
