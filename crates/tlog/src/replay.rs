use std::path::Path;

use proof::Digest;

use crate::frame::Frame;
use crate::journal::Journal;
use crate::new_hashes::NewHashes;
use crate::offsets::Offsets;
use crate::rows::Rows;
use crate::segment::{Segment, Start};
use crate::{Edge, Error};

/// Puts rows and offsets in order from the journal.
pub(crate) struct Replay<'a> {
    pub(crate) folder: &'a Path,
    pub(crate) origin: &'a str,
    pub(crate) rows: &'a Rows,
    pub(crate) offsets: &'a Offsets,
}

impl Replay<'_> {
    /// The edge of all that is in the journal, the journal ready to go on, and the root it had at `promised`.
    pub(crate) fn run(&self, promised: u64) -> Result<(Edge, Journal, Option<Digest>), Error> {
        let segments = Journal::segments(self.folder)?;
        let Some(last) = segments.last() else { return self.begin(promised) };
        // Before the last file began, rows and offsets were made durable: only it has to be read. Unless they
        // were deleted; then they are computed from the first file on.
        let reach = self.rows.reach(*last)? && self.offsets.count()? >= *last;
        let from = if reach { segments.len() - 1 } else { 0 };
        let mut edge: Option<Edge> = None;
        let mut promised_root = None;
        for first in segments.get(from..).unwrap_or_default() {
            let segment = Segment::load(self.folder, *first, self.origin)?;
            let mut current = match edge.take() {
                Some(edge) => edge,
                None => self.edge_at(*first)?,
            };
            if current.size() != *first {
                return Err(missing(&segment.path));
            }
            self.check(&segment, &current, segment.start.root)?;
            if current.size() == promised {
                promised_root = Some(current.root());
            }
            for (at, frame) in segment.frames() {
                promised_root = self.batch(&segment, at, &frame, &mut current, promised)?.or(promised_root);
            }
            edge = Some(current);
        }
        let edge = match edge {
            Some(edge) if edge.size() >= promised => edge,
            other => {
                return Err(Error::Shorter { journal: other.map_or(0, |e| e.size()), signed: promised });
            }
        };
        let journal = Journal::resume(self.folder, self.origin, *last)?;
        // A checkpoint below the last file: nothing was lost, and its root follows from the rows.
        if promised_root.is_none() {
            promised_root = Some(self.edge_at(promised)?.root());
        }
        Ok((edge, journal, promised_root))
    }

    /// One batch; the root when it reached `promised`.
    fn batch(
        &self,
        segment: &Segment,
        at: u64,
        frame: &Frame<'_>,
        edge: &mut Edge,
        promised: u64,
    ) -> Result<Option<Digest>, Error> {
        let first = edge.size();
        if frame.first != first {
            return Err(missing(&segment.path));
        }
        let (mut hashes, mut places, mut promised_root) = (NewHashes::default(), Vec::new(), None);
        for (place, entry) in frame.entries() {
            hashes.push(edge, entry);
            places.push(at + place);
            if edge.size() == promised {
                promised_root = Some(edge.root());
            }
        }
        self.check(segment, edge, frame.root)?;
        hashes.write(self.rows, first)?;
        self.offsets.write(first, &places)?;
        Ok(promised_root)
    }

    fn begin(&self, promised: u64) -> Result<(Edge, Journal, Option<Digest>), Error> {
        if promised > 0 {
            return Err(Error::Shorter { journal: 0, signed: promised });
        }
        let edge = Edge::default();
        let start = Start { first: 0, root: edge.root() };
        let root = edge.root();
        Ok((edge, Journal::begin(self.folder, self.origin, start)?, Some(root)))
    }

    /// The edge of the first `size` leaves, from the rows.
    fn edge_at(&self, size: u64) -> Result<Edge, Error> {
        let mut rows = Vec::new();
        let mut count = size;
        for (level, width) in Edge::widths(size).enumerate() {
            rows.push(self.rows.read(level, count - width, width)?);
            count /= crate::TILE_WIDTH;
        }
        Edge::new(size, rows).map_err(|error| Error::damaged(&self.rows.path(0), error.to_string()))
    }

    fn check(&self, segment: &Segment, edge: &Edge, root: Digest) -> Result<(), Error> {
        if edge.root() == root {
            return Ok(());
        }
        let what = format!(
            "its root at {} entries is not that of `rows`; delete `rows` and `offsets`, they are computed again \
             from the journal",
            edge.size()
        );
        Err(Error::damaged(&segment.path, what))
    }
}

fn missing(path: &Path) -> Error {
    Error::damaged(path, "batches before it are missing; restore the journal from a copy")
}
