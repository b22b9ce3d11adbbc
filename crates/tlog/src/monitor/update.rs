use proof::log::{Checkpoint, leaf_hash};

use super::Inconsistency;
use crate::frame::bundle_entries;
use crate::numbers::{long, short};
use crate::{Edge, Resource, TILE_WIDTH, TileSpan};

/// The way from one checkpoint to the next: files of entries to read, in order.
#[derive(Debug, Clone)]
pub struct Update {
    edge: Edge,
    checkpoint: Checkpoint,
    note: String,
}

impl Update {
    pub(super) const fn new(edge: Edge, checkpoint: Checkpoint, note: String) -> Self {
        Self { edge, checkpoint, note }
    }

    /// What to read next; nothing when everything was read.
    #[must_use]
    pub fn wants(&self) -> Option<Resource> {
        self.span().map(Resource::Entries)
    }

    fn span(&self) -> Option<TileSpan> {
        let (have, size) = (self.edge.size(), self.checkpoint.size);
        let number = have / TILE_WIDTH;
        let width = (size - number * TILE_WIDTH).min(TILE_WIDTH);
        (have < size).then_some(TileSpan { number, width })
    }

    /// Takes the file it wanted; the entries that are new in it, with their numbers.
    ///
    /// # Errors
    /// [`Inconsistency::Bundle`] when the file has neither exactly the entries asked for nor all of a full one.
    pub fn read(&mut self, bytes: &[u8]) -> Result<Vec<(u64, Vec<u8>)>, Inconsistency> {
        let Some(span) = self.span() else { return Ok(Vec::new()) };
        let entries: Vec<&[u8]> = bundle_entries(bytes).collect();
        let length: usize = entries.iter().map(|entry| 2 + entry.len()).sum();
        // Of a full file, which takes a partial one's place, the start will do.
        let fits = [span.width, TILE_WIDTH].contains(&long(entries.len()));
        if !fits || length != bytes.len() {
            return Err(Inconsistency::Bundle { path: Resource::Entries(span).to_string() });
        }
        let known = short(self.edge.size() - span.start());
        let first = self.edge.size();
        let new = entries.into_iter().take(short(span.width)).skip(known).map(<[u8]>::to_vec);
        let new = (first..).zip(new).collect::<Vec<_>>();
        for (_, entry) in &new {
            self.edge.push(leaf_hash(entry), &mut |_, _| ());
        }
        Ok(new)
    }

    /// The edge, when it leads to the root that was signed.
    pub(super) fn finish(self, before: &str) -> Result<(Edge, String), Inconsistency> {
        if self.edge.size() == self.checkpoint.size && self.edge.root() == self.checkpoint.root {
            return Ok((self.edge, self.note));
        }
        Err(Inconsistency::Forked { before: before.to_owned(), now: self.note })
    }
}
