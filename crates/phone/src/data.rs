use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use crate::PhoneError;

/// A folder whose files are replaced as a whole: after a power cut each is the old one or the new one.
#[derive(Debug, Clone)]
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn open(path: PathBuf) -> Result<Self, PhoneError> {
        fs::create_dir_all(&path).map_err(PhoneError::file(&path))?;
        Ok(Self(path))
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub(crate) fn read(&self, name: &str) -> Result<Option<Vec<u8>>, PhoneError> {
        let path = self.path(name);
        match fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(PhoneError::file(path)(error)),
        }
    }

    /// Writes beside, forces to disk, renames, and forces the name to disk.
    pub(crate) fn write(&self, name: &str, bytes: &[u8]) -> Result<(), PhoneError> {
        let (path, beside) = (self.path(name), self.path(&format!("{name}.new")));
        let written = private(&beside).and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()?;
            fs::rename(&beside, &path)?;
            File::open(&self.0)?.sync_all()
        });
        written.map_err(PhoneError::file(path))
    }

    /// A factory reset.
    pub(crate) fn wipe(&self) -> Result<(), PhoneError> {
        let wiped = fs::remove_dir_all(&self.0).and_then(|()| fs::create_dir_all(&self.0));
        wiped.map_err(PhoneError::file(&self.0))
    }
}

/// Keys lie in these files: only the owner may read them.
fn private(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_replaces_and_wipes() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::open(dir.path().join("data")).unwrap();
        assert_eq!(folder.read("state").unwrap(), None);
        folder.write("state", b"one").unwrap();
        folder.write("state", b"two").unwrap();
        assert_eq!(folder.read("state").unwrap().as_deref(), Some(b"two".as_slice()));
        folder.wipe().unwrap();
        assert_eq!(folder.read("state").unwrap(), None);
        folder.write("state", b"three").unwrap();
    }
}
