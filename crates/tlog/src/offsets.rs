use std::fs::{File, OpenOptions};
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};

use crate::Error;
use crate::numbers::{long, short};

const WIDTH: usize = 8;

/// Where each leaf's entry stands in its file of the journal: eight bytes a leaf. Computed from the journal.
pub(crate) struct Offsets {
    file: File,
    path: PathBuf,
}

impl Offsets {
    pub(crate) fn open(folder: &Path) -> Result<Self, Error> {
        let path = folder.join("offsets");
        let open = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
        Ok(Self { file: open.map_err(Error::io(&path))?, path })
    }

    /// How many leaves it knows.
    pub(crate) fn count(&self) -> Result<u64, Error> {
        let length = self.file.metadata().map_err(Error::io(&self.path))?.len();
        Ok(length / long(WIDTH))
    }

    pub(crate) fn write(&self, first: u64, offsets: &[u64]) -> Result<(), Error> {
        let bytes: Vec<u8> = offsets.iter().flat_map(|offset| offset.to_be_bytes()).collect();
        self.file.write_all_at(&bytes, first * long(WIDTH)).map_err(Error::io(&self.path))
    }

    pub(crate) fn read(&self, first: u64, count: u64) -> Result<Vec<u64>, Error> {
        let mut bytes = vec![0; short(count) * WIDTH];
        self.file.read_exact_at(&mut bytes, first * long(WIDTH)).map_err(Error::io(&self.path))?;
        Ok(bytes.as_chunks::<WIDTH>().0.iter().map(|chunk| u64::from_be_bytes(*chunk)).collect())
    }

    pub(crate) fn sync(&self) -> Result<(), Error> {
        self.file.sync_all().map_err(Error::io(&self.path))
    }
}
