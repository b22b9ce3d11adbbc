use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::Error;
use crate::numbers::long;
use crate::segment::{Segment, Start};

/// A new file begins when one is longer; opening a log reads its last file.
const MAX_SEGMENT: u64 = 16 * 1024 * 1024;

/// Everything that was ever appended, in files of bounded length. What stands in it durably is in the log.
pub(crate) struct Journal {
    folder: PathBuf,
    origin: String,
    file: File,
    path: PathBuf,
    length: u64,
}

impl Journal {
    /// The first leaf of each file, in order.
    pub(crate) fn segments(folder: &Path) -> Result<Vec<u64>, Error> {
        let mut firsts = Vec::new();
        for item in fs::read_dir(folder).map_err(Error::io(folder))? {
            let path = item.map_err(Error::io(folder))?.path();
            let first = path.file_name().and_then(|name| name.to_str()).filter(|name| name.len() == 20);
            match first.and_then(|name| name.parse().ok()) {
                Some(first) => firsts.push(first),
                None => return Err(Error::damaged(&path, "no file of a journal; move it away")),
            }
        }
        firsts.sort_unstable();
        Ok(firsts)
    }

    /// Begins a file. It can be found after a power loss when this returns.
    pub(crate) fn begin(folder: &Path, origin: &str, start: Start) -> Result<Self, Error> {
        let path = start.path(folder);
        let head = start.to_bytes(origin);
        let temporary = folder.with_file_name("journal.new");
        let write = || -> std::io::Result<()> {
            let mut file = File::create(&temporary)?;
            file.write_all(&head)?;
            file.sync_all()?;
            fs::rename(&temporary, &path)?;
            File::open(folder)?.sync_all()
        };
        write().map_err(Error::io(&path))?;
        Self::append_to(folder, origin, path, long(head.len()))
    }

    /// Goes on behind what is whole in the last file; what was torn off is cut away. What stands there may have
    /// been written and not yet synced when the program stopped: it is durable when this returns, before anything
    /// over it is signed.
    pub(crate) fn resume(folder: &Path, origin: &str, last: u64) -> Result<Self, Error> {
        let last = Segment::load(folder, last, origin)?;
        let end = last.end()?;
        let journal = Self::append_to(folder, origin, last.path.clone(), end)?;
        if end < last.length() {
            journal.file.set_len(end).map_err(Error::io(&journal.path))?;
        }
        journal.file.sync_all().map_err(Error::io(&journal.path))?;
        Ok(journal)
    }

    fn append_to(folder: &Path, origin: &str, path: PathBuf, length: u64) -> Result<Self, Error> {
        let file = OpenOptions::new().append(true).open(&path).map_err(Error::io(&path))?;
        Ok(Self { folder: folder.to_owned(), origin: origin.to_owned(), file, path, length })
    }

    /// Whether the next batch should begin a new file.
    pub(crate) const fn is_long(&self) -> bool {
        self.length >= MAX_SEGMENT
    }

    /// Goes on in a new file.
    pub(crate) fn rotate(&mut self, start: Start) -> Result<(), Error> {
        *self = Self::begin(&self.folder, &self.origin, start)?;
        Ok(())
    }

    /// Writes a batch, durably when this returns, and says where in the file it begins.
    pub(crate) fn write(&mut self, frame: &[u8]) -> Result<u64, Error> {
        let at = self.length;
        let written = self.file.write_all(frame).and_then(|()| self.file.sync_data());
        written.map_err(Error::io(&self.path))?;
        self.length += long(frame.len());
        Ok(at)
    }
}
