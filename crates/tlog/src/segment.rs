//! A file of the journal: a head that says where it begins, then batches. Named after its first leaf.

use std::fs;
use std::path::{Path, PathBuf};

use proof::Digest;
use sha2::{Digest as _, Sha256};

use crate::Error;
use crate::frame::Frame;
use crate::numbers::long;

const MAGIC: &[u8; 4] = b"QLJ1";
/// Magic, name of the log, first leaf, root before it, check.
pub(crate) const HEAD: usize = 4 + 32 + 8 + 32 + 32;

/// Where a file of the journal begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Start {
    /// The first leaf in it.
    pub(crate) first: u64,
    /// The root of the tree before that leaf.
    pub(crate) root: Digest,
}

impl Start {
    pub(crate) fn path(self, folder: &Path) -> PathBuf {
        folder.join(format!("{:020}", self.first))
    }

    pub(crate) fn to_bytes(self, origin: &str) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend_from_slice(&Digest::of(origin.as_bytes()).0);
        bytes.extend_from_slice(&self.first.to_be_bytes());
        bytes.extend_from_slice(&self.root.0);
        let check = Sha256::digest(&bytes);
        bytes.extend_from_slice(&check);
        bytes
    }

    fn read(bytes: &[u8], origin: &str) -> Option<Self> {
        let rest = bytes.get(4 + 32..)?;
        let (first, rest) = rest.split_first_chunk()?;
        let (root, _) = rest.split_first_chunk()?;
        let start = Self { first: u64::from_be_bytes(*first), root: Digest(*root) };
        bytes.starts_with(&start.to_bytes(origin)).then_some(start)
    }
}

/// A file of the journal in memory.
pub(crate) struct Segment {
    pub(crate) path: PathBuf,
    pub(crate) start: Start,
    bytes: Vec<u8>,
}

impl Segment {
    /// Reads the file that begins with this leaf.
    pub(crate) fn load(folder: &Path, first: u64, origin: &str) -> Result<Self, Error> {
        let path = folder.join(format!("{first:020}"));
        let bytes = fs::read(&path).map_err(Error::io(&path))?;
        let start = Start::read(&bytes, origin).filter(|start| start.first == first);
        let start = start.ok_or_else(|| {
            Error::damaged(&path, format!("its head is damaged or is not of the log `{origin}`; restore it"))
        })?;
        Ok(Self { path, start, bytes })
    }

    /// Each whole batch with its place in the file, up to the first that is not whole.
    pub(crate) fn frames(&self) -> impl Iterator<Item = (u64, Frame<'_>)> {
        let mut at = HEAD;
        std::iter::from_fn(move || {
            let frame = Frame::read(self.bytes.get(at..)?)?;
            let place = long(at);
            at += frame.length;
            Some((place, frame))
        })
    }

    /// Where the whole batches end. What comes after was being written when the machine stopped.
    ///
    /// # Errors
    /// [`Error::Damaged`] when a whole batch stands behind one that is not.
    pub(crate) fn end(&self) -> Result<u64, Error> {
        let end = self.frames().map(|(_, frame)| frame.length).fold(HEAD, |end, length| end + length);
        let torn = self.bytes.get(end..).unwrap_or_default();
        if Frame::is_anywhere_in(torn) {
            let what = format!("damaged at byte {end}, with whole batches behind it; restore it from a copy");
            return Err(Error::damaged(&self.path, what));
        }
        Ok(long(end))
    }

    pub(crate) fn length(&self) -> u64 {
        long(self.bytes.len())
    }
}
