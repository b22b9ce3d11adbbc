use std::fs::File;
use std::os::unix::fs::FileExt as _;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};

use proof::Digest;
use proof::log::{LogProof, NoteKey, leaf_hash};
use tlog_tiles::tlog::{self, Hash, HashReader};

use crate::frame::bundle_entries;
use crate::head::Head;
use crate::journal::Journal;
use crate::numbers::{long, short};
use crate::offsets::Offsets;
use crate::segment::Segment;
use crate::tiles::Tiles;
use crate::{Error, Resource, TILE_WIDTH, TileSpan};

/// Reads a log while it is being written. What it returns was checked up to the signed root.
pub struct Reader {
    pub(crate) origin: String,
    pub(crate) key: NoteKey,
    pub(crate) journal: PathBuf,
    pub(crate) tiles: Tiles,
    pub(crate) offsets: Offsets,
    pub(crate) head: RwLock<Arc<Head>>,
}

impl Reader {
    pub(crate) fn head(&self) -> Arc<Head> {
        Arc::clone(&self.head.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn replace(&self, head: Head) {
        *self.head.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(head);
    }

    /// The log's name.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The key that signs its checkpoints.
    #[must_use]
    pub const fn key(&self) -> &NoteKey {
        &self.key
    }

    /// How many entries the checkpoint covers.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.head().edge.size()
    }

    /// The signed checkpoint, a note.
    #[must_use]
    pub fn checkpoint(&self) -> String {
        self.head().text.clone()
    }

    /// The hashes that prove an entry to be in the tree of the checkpoint.
    ///
    /// # Errors
    /// [`Error::NotThere`]; [`Error::Damaged`] or [`Error::Io`] when the files are not what was written.
    pub fn prove(&self, index: u64) -> Result<Vec<Digest>, Error> {
        self.prove_at(&self.head(), index)
    }

    fn prove_at(&self, head: &Head, index: u64) -> Result<Vec<Digest>, Error> {
        let size = head.edge.size();
        if index >= size {
            return Err(Error::NotThere { index, size });
        }
        self.with_hashes(head, |hashes| tlog::prove_record(size, index, hashes))
    }

    /// The hashes that prove the checkpoint's tree to continue the tree of `old` entries.
    ///
    /// # Errors
    /// As [`Self::prove`].
    pub fn prove_consistency(&self, old: u64) -> Result<Vec<Digest>, Error> {
        self.continuation(old).map(|(path, _)| path)
    }

    /// The same proof with the checkpoint that it leads to.
    pub(crate) fn continuation(&self, old: u64) -> Result<(Vec<Digest>, String), Error> {
        let head = self.head();
        let size = head.edge.size();
        if old > size {
            return Err(Error::NotThere { index: old, size });
        }
        let path = match old {
            0 => Vec::new(),
            _ => self.with_hashes(&head, |hashes| tlog::prove_tree(size, old, hashes))?,
        };
        Ok((path, head.text.clone()))
    }

    /// The text that proves an entry without the log (tlog-proof), with the newest checkpoint.
    ///
    /// # Errors
    /// As [`Self::prove`].
    pub fn proof_text(&self, index: u64, extra: Vec<u8>) -> Result<String, Error> {
        let head = self.head();
        let path = self.prove_at(&head, index)?;
        Ok(LogProof { extra: Some(extra), index, path, checkpoint: head.text.clone() }.to_string())
    }

    /// What stands at a path; nothing when the log is not that long.
    ///
    /// # Errors
    /// [`Error::Damaged`] or [`Error::Io`] when the files are not what was written.
    pub fn read(&self, resource: Resource) -> Result<Option<Vec<u8>>, Error> {
        let head = self.head();
        let read = match resource {
            Resource::Checkpoint => return Ok(Some(head.text.clone().into_bytes())),
            Resource::Tile { level, span } => {
                let hashes = self.tiles.span(&head.edge, usize::from(level), span.number, span.width);
                hashes.map(|hashes| hashes.iter().flat_map(|hash| hash.0).collect())
            }
            Resource::Entries(span) => self.bundle(&head, span),
        };
        match read {
            Err(Error::NotThere { .. }) => Ok(None),
            other => other.map(Some),
        }
    }

    /// Entries from `first` on, at most `limit`, each as it was appended.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn entries(&self, first: u64, limit: u64) -> Result<Vec<Vec<u8>>, Error> {
        let head = self.head();
        let end = first.saturating_add(limit).min(head.edge.size());
        let mut entries = Vec::new();
        let mut at = first;
        while at < end {
            let start = at / TILE_WIDTH * TILE_WIDTH;
            let width = (end - start).min(TILE_WIDTH);
            let bundle = self.bundle(&head, TileSpan { number: at / TILE_WIDTH, width })?;
            entries.extend(bundle_entries(&bundle).skip(short(at - start)).map(<[u8]>::to_vec));
            at = start + width;
        }
        Ok(entries)
    }

    /// Who asked for the entries from `first` on, at most `limit` of them, in their order.
    ///
    /// # Errors
    /// [`Error::Damaged`] or [`Error::Io`] when the journal is not what was written.
    pub fn ids(&self, first: u64, limit: usize) -> Result<Vec<[u8; 16]>, Error> {
        let size = self.size();
        let segments = Journal::segments(&self.journal)?;
        let from = segments.partition_point(|segment| *segment <= first).saturating_sub(1);
        let wanted = limit.min(short(size.saturating_sub(first)));
        let mut ids = Vec::new();
        for segment in segments.get(from..).unwrap_or_default() {
            let mut next = *segment;
            if first + long(ids.len()) < next {
                break;
            }
            let segment = Segment::load(&self.journal, next, &self.origin)?;
            for (_, frame) in segment.frames() {
                if frame.first != next {
                    break;
                }
                let skip = short(first.saturating_sub(frame.first));
                next += long(frame.ids().count());
                ids.extend(frame.ids().skip(skip).take(wanted - ids.len()));
            }
        }
        if ids.len() < wanted {
            return Err(Error::damaged(&self.journal, "entries are missing; restore it from a copy"));
        }
        Ok(ids)
    }

    /// The start of a bundle, hashed entry by entry against the tree.
    fn bundle(&self, head: &Head, span: TileSpan) -> Result<Vec<u8>, Error> {
        let hashes = self.tiles.span(&head.edge, 0, span.number, span.width)?;
        let offsets = self.offsets.read(span.start(), span.width)?;
        let segments = Journal::segments(&self.journal)?;
        let mut bundle = Vec::new();
        let mut open: Option<(u64, File)> = None;
        for (index, (offset, hash)) in (span.start()..).zip(offsets.iter().zip(&hashes)) {
            let first = segments.partition_point(|segment| *segment <= index).checked_sub(1);
            let first = first.and_then(|at| segments.get(at)).copied().unwrap_or_default();
            let path = self.journal.join(format!("{first:020}"));
            let file = match open.take().filter(|(segment, _)| *segment == first) {
                Some((_, file)) => file,
                None => File::open(&path).map_err(Error::io(&path))?,
            };
            let entry = entry_at(&file, *offset).filter(|entry| leaf_hash(entry) == *hash);
            let entry = entry.ok_or_else(|| {
                Error::damaged(
                    &path,
                    format!("entry {index} is damaged or `offsets` is; restore them from a copy"),
                )
            })?;
            bundle.extend_from_slice(&u16::try_from(entry.len()).unwrap_or(u16::MAX).to_be_bytes());
            bundle.extend_from_slice(&entry);
            open = Some((first, file));
        }
        Ok(bundle)
    }

    /// Runs the library's proof over our hashes; a hash that can't be read is our error, not the library's.
    fn with_hashes(
        &self,
        head: &Head,
        prove: impl FnOnce(&Hashes<'_>) -> Result<Vec<Hash>, tlog::Error>,
    ) -> Result<Vec<Digest>, Error> {
        let hashes = Hashes { tiles: &self.tiles, head, failed: std::cell::RefCell::default() };
        match prove(&hashes) {
            Ok(path) => Ok(path.into_iter().map(|hash| Digest(hash.0)).collect()),
            Err(other) => Err(hashes
                .failed
                .take()
                .unwrap_or_else(|| Error::damaged(&self.journal, format!("no proof can be made: {other}")))),
        }
    }
}

fn entry_at(file: &File, offset: u64) -> Option<Vec<u8>> {
    let mut length = [0; 2];
    file.read_exact_at(&mut length, offset).ok()?;
    let mut entry = vec![0; usize::from(u16::from_be_bytes(length))];
    file.read_exact_at(&mut entry, offset.checked_add(long(length.len()))?).ok()?;
    Some(entry)
}

/// Our checked hashes under the library's numbering.
struct Hashes<'a> {
    tiles: &'a Tiles,
    head: &'a Head,
    failed: std::cell::RefCell<Option<Error>>,
}

impl HashReader for Hashes<'_> {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, tlog::Error> {
        let read = |index: &u64| {
            let (height, number) = tlog::split_stored_hash_index(*index);
            self.tiles.node(&self.head.edge, height, number).map(|hash| Hash(hash.0))
        };
        indexes.iter().map(read).collect::<Result<_, _>>().map_err(|error| {
            self.failed.replace(Some(error));
            tlog::Error::IndexesNotInTree
        })
    }
}
