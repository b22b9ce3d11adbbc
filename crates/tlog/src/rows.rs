use std::fs::{self, File, OpenOptions};
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};

use proof::Digest;

use crate::numbers::{long, short};
use crate::{Error, TILE_WIDTH};

const HASH: usize = 32;

/// The rows of tiles, one file each: row 0 has the hash of every leaf, each higher row the root of every full
/// tile of the row below. A tile is a range of its row, so a partial tile of any width is there without a file
/// of its own. Computed from the journal.
pub(crate) struct Rows {
    folder: PathBuf,
    /// Row by row; opened when first written or read.
    files: RwLock<Vec<std::sync::Arc<File>>>,
}

impl Rows {
    pub(crate) fn open(folder: &Path) -> Result<Self, Error> {
        let folder = folder.join("rows");
        fs::create_dir_all(&folder).map_err(Error::io(&folder))?;
        Ok(Self { folder, files: RwLock::default() })
    }

    pub(crate) fn path(&self, level: usize) -> PathBuf {
        self.folder.join(level.to_string())
    }

    fn file(&self, level: usize) -> Result<std::sync::Arc<File>, Error> {
        let known = self.files.read().unwrap_or_else(PoisonError::into_inner).get(level).cloned();
        if let Some(file) = known {
            return Ok(file);
        }
        let mut files = self.files.write().unwrap_or_else(PoisonError::into_inner);
        for next in files.len()..=level {
            let path = self.path(next);
            let open = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
            files.push(open.map_err(Error::io(&path))?.into());
        }
        files.get(level).cloned().ok_or(Error::Broken)
    }

    /// Whether the rows have all hashes of a tree of this size.
    pub(crate) fn reach(&self, size: u64) -> Result<bool, Error> {
        let mut count = size;
        for level in 0.. {
            if count == 0 {
                break;
            }
            let length = self.file(level)?.metadata().map_err(Error::io(&self.path(level)))?.len();
            if length < count * long(HASH) {
                return Ok(false);
            }
            count /= TILE_WIDTH;
        }
        Ok(true)
    }

    pub(crate) fn write(&self, level: usize, first: u64, hashes: &[Digest]) -> Result<(), Error> {
        let bytes: Vec<u8> = hashes.iter().flat_map(|hash| hash.0).collect();
        let written = self.file(level)?.write_all_at(&bytes, first * long(HASH));
        written.map_err(Error::io(&self.path(level)))
    }

    pub(crate) fn read(&self, level: usize, first: u64, count: u64) -> Result<Vec<Digest>, Error> {
        let mut bytes = vec![0; short(count) * HASH];
        let read = self.file(level)?.read_exact_at(&mut bytes, first * long(HASH));
        read.map_err(Error::io(&self.path(level)))?;
        Ok(bytes.as_chunks::<HASH>().0.iter().map(|hash| Digest(*hash)).collect())
    }

    pub(crate) fn sync(&self) -> Result<(), Error> {
        let files = self.files.read().unwrap_or_else(PoisonError::into_inner);
        for (level, file) in files.iter().enumerate() {
            file.sync_all().map_err(Error::io(&self.path(level)))?;
        }
        File::open(&self.folder).and_then(|f| f.sync_all()).map_err(Error::io(&self.folder))
    }
}
