use std::fs::{self, File, TryLockError};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, RwLock};

use proof::keys::Signer;
use proof::log::{Note, NoteKey, NoteSignError, NoteSignature, SignatureKind, sign};

use crate::frame::{self, Frame};
use crate::head::{self, Head};
use crate::journal::Journal;
use crate::leaf;
use crate::new_hashes::NewHashes;
use crate::offsets::Offsets;
use crate::replay::Replay;
use crate::rows::Rows;
use crate::segment::Start;
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
        let key = key.map_err(NoteSignError::from)?;
        let promised = checkpoint_file::read(folder, &key)?;
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
            Some((checkpoint, note)) if checkpoint.size == edge.size() && is_signed(&note, &key) => note,
            _ => signed(origin, &edge, &signer)?,
        };
        let head = Head::new(edge, note);
        checkpoint_file::write(folder, &head.text)?;
        let reader = Reader {
            origin: origin.to_owned(),
            key,
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

fn is_signed(note: &Note, key: &NoteKey) -> bool {
    note.signed_by(key).is_ok_and(|at| at.is_some())
}
