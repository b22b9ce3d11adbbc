use std::fs::{self, File, TryLockError};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, RwLock};

use proof::Digest;
use proof::keys::Signer;
use proof::log::{Note, NoteKey, NoteSignature, SignatureKind, leaf_hash, sign};

use crate::frame::{self, Frame};
use crate::head::{self, Head};
use crate::journal::Journal;
use crate::leaf;
use crate::offsets::Offsets;
use crate::rows::Rows;
use crate::segment::{Segment, Start};
use crate::tiles::Tiles;
use crate::{Edge, Error, NewLeaf, Reader, checkpoint_file};

/// The log's key, wherever it lives.
pub type LogSigner = Arc<dyn Signer + Send + Sync>;

/// The one writer of a log. A lock on the folder lasts as long as it lives.
pub struct Log {
    folder: PathBuf,
    signer: LogSigner,
    journal: Journal,
    reader: Arc<Reader>,
    broken: bool,
    _lock: File,
}

impl Log {
    /// Opens the log in a folder, or begins one. Whatever a crash left behind is put in order; entries that were
    /// in the journal but under no checkpoint get one now.
    ///
    /// # Errors
    /// [`Error::Locked`], [`Error::OtherLog`], [`Error::Sign`]; [`Error::Damaged`] and [`Error::Shorter`] when
    /// going on could contradict something that was signed; [`Error::Io`].
    pub fn open(folder: &Path, origin: &str, signer: LogSigner) -> Result<Self, Error> {
        let journal_folder = folder.join("journal");
        fs::create_dir_all(&journal_folder).map_err(Error::io(&journal_folder))?;
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(Error::io(folder))?;
        let lock = lock(folder)?;
        let key = NoteKey::new(origin, SignatureKind::Note, signer.public_key());
        let promised = checkpoint_file::read(folder, &key.map_err(proof::log::NoteSignError::from)?)?;
        if let Some((checkpoint, _)) = promised.as_ref().filter(|(promised, _)| promised.origin != origin) {
            let found = checkpoint.origin.clone();
            return Err(Error::OtherLog { expected: origin.to_owned(), found });
        }
        let rows = Rows::open(folder)?;
        let offsets = Offsets::open(folder)?;
        let replay = Replay { folder: &journal_folder, origin, rows: &rows, offsets: &offsets };
        let (edge, journal, promised_root) = replay.run(promised.as_ref().map_or(0, |(c, _)| c.size))?;
        let note = match promised {
            Some((checkpoint, _)) if promised_root != Some(checkpoint.root) => {
                let what = format!(
                    "its root over {} entries is not the journal's; restore both from a copy",
                    checkpoint.size
                );
                return Err(Error::damaged(&folder.join("checkpoint"), what));
            }
            Some((checkpoint, note))
                if checkpoint.size == edge.size() && is_signed(&note, origin, &signer) =>
            {
                note
            }
            _ => signed(origin, &edge, &signer)?,
        };
        let head = Head::new(edge, note);
        checkpoint_file::write(folder, &head.text)?;
        let reader = Reader {
            origin: origin.to_owned(),
            journal: journal_folder,
            tiles: Tiles::new(rows),
            offsets,
            head: RwLock::new(Arc::new(head)),
        };
        Ok(Self {
            folder: folder.to_owned(),
            signer,
            journal,
            reader: reader.into(),
            broken: false,
            _lock: lock,
        })
    }

    /// Reads the log, also while it is written.
    #[must_use]
    pub fn reader(&self) -> Arc<Reader> {
        Arc::clone(&self.reader)
    }

    /// Appends leaves. When this returns they are durable and under a new signed checkpoint.
    ///
    /// # Errors
    /// [`Error::TooLarge`]: nothing was written. After any other error the leaves may be in the journal: open the
    /// log again and ask [`Reader::ids`] which; until then every append is [`Error::Broken`].
    pub fn append(&mut self, leaves: &[NewLeaf]) -> Result<Range<u64>, Error> {
        if self.broken {
            return Err(Error::Broken);
        }
        leaf::check(leaves)?;
        let first = self.reader.size();
        if leaves.is_empty() {
            return Ok(first..first);
        }
        self.broken = true;
        self.write(first, leaves)?;
        self.broken = false;
        Ok(first..self.reader.size())
    }

    fn write(&mut self, first: u64, leaves: &[NewLeaf]) -> Result<(), Error> {
        let mut edge = self.reader.head().edge.clone();
        if self.journal.is_long() {
            // What a longer journal would compute again must be durable before its file is left behind.
            self.reader.tiles.rows().sync()?;
            self.reader.offsets.sync()?;
            self.journal.rotate(Start { first, root: edge.root() })?;
        }
        let mut hashes = NewHashes::default();
        for leaf in leaves {
            hashes.push(&mut edge, &leaf.entry);
        }
        let frame = frame::write(first, leaves, &edge.root());
        let at = self.journal.write(&frame)?;
        let read = Frame::read(&frame).ok_or(Error::Broken)?;
        let places: Vec<u64> = read.entries().map(|(place, _)| at + place).collect();
        self.reader.offsets.write(first, &places)?;
        hashes.write(self.reader.tiles.rows(), first)?;
        let note = signed(&self.reader.origin, &edge, &self.signer)?;
        self.publish(Head::new(edge, note))
    }

    /// Adds witnesses' signatures over `text` to the checkpoint; each must have been checked. Does nothing when
    /// the checkpoint says something else by now.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn add_cosignatures(&mut self, text: &str, signatures: &[NoteSignature]) -> Result<(), Error> {
        let head = self.reader.head();
        if head.note.text != text {
            return Ok(());
        }
        let mut note = head.note.clone();
        for new in signatures {
            note.signatures.retain(|old| (&old.name, old.id) != (&new.name, new.id));
            note.signatures.push(new.clone());
        }
        self.publish(Head::new(head.edge.clone(), note))
    }

    fn publish(&self, head: Head) -> Result<(), Error> {
        checkpoint_file::write(&self.folder, &head.text)?;
        self.reader.replace(head);
        Ok(())
    }
}

fn lock(folder: &Path) -> Result<File, Error> {
    let path = folder.join("lock");
    let file = File::create(&path).map_err(Error::io(&path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Error::Locked(folder.to_owned())),
        Err(TryLockError::Error(error)) => Err(Error::io(&path)(error)),
    }
}

fn signed(origin: &str, edge: &Edge, signer: &LogSigner) -> Result<Note, Error> {
    let text = head::checkpoint(origin, edge).to_string();
    let signature = sign(&text, origin, signer.as_ref())?;
    Ok(Note { text, signatures: vec![signature] })
}

fn is_signed(note: &Note, origin: &str, signer: &LogSigner) -> bool {
    let key = NoteKey::new(origin, SignatureKind::Note, signer.public_key());
    key.is_ok_and(|key| note.signed_by(&key).is_ok_and(|at| at.is_some()))
}

/// Hashes on their way into the rows.
#[derive(Default)]
struct NewHashes(Vec<Vec<Digest>>);

impl NewHashes {
    fn push(&mut self, edge: &mut Edge, entry: &[u8]) {
        edge.push(leaf_hash(entry), &mut |level, hash| {
            if self.0.len() <= level {
                self.0.resize(level + 1, Vec::new());
            }
            if let Some(row) = self.0.get_mut(level) {
                row.push(hash);
            }
        });
    }

    fn write(&self, rows: &Rows, first: u64) -> Result<(), Error> {
        let mut start = first;
        for (level, hashes) in self.0.iter().enumerate() {
            rows.write(level, start, hashes)?;
            start /= crate::TILE_WIDTH;
        }
        Ok(())
    }
}

/// Puts rows and offsets in order from the journal.
struct Replay<'a> {
    folder: &'a Path,
    origin: &'a str,
    rows: &'a Rows,
    offsets: &'a Offsets,
}

impl Replay<'_> {
    /// The edge of all that is in the journal, the journal ready to go on, and the root it had at `promised`.
    fn run(&self, promised: u64) -> Result<(Edge, Journal, Option<Digest>), Error> {
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
