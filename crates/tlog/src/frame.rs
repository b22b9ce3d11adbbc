//! One appended batch in the journal: `QLF1`, the first leaf's number, how many, how many bytes follow, all ids,
//! all entries with their lengths before them, the root after it, and SHA-256 over everything before.

use proof::Digest;
use sha2::{Digest as _, Sha256};

use crate::NewLeaf;
use crate::numbers::long;

const MAGIC: &[u8; 4] = b"QLF1";
/// Magic, first, count, length.
const HEAD: usize = 4 + 8 + 4 + 4;
const HASH: usize = 32;
const ID: usize = 16;

/// A batch as it stands in the journal.
pub(crate) struct Frame<'a> {
    pub(crate) first: u64,
    pub(crate) root: Digest,
    /// How many bytes it takes.
    pub(crate) length: usize,
    ids: &'a [u8],
    entries: &'a [u8],
}

/// The bytes of a batch.
pub(crate) fn write(first: u64, leaves: &[NewLeaf], root: &Digest) -> Vec<u8> {
    let entries: usize = leaves.iter().map(|leaf| 2 + leaf.entry.len()).sum();
    let length = leaves.len() * ID + entries;
    let mut bytes = Vec::with_capacity(HEAD + length + 2 * HASH);
    bytes.extend_from_slice(MAGIC);
    bytes.extend_from_slice(&first.to_be_bytes());
    // Batches and entries are limited: both numbers fit.
    bytes.extend_from_slice(&u32::try_from(leaves.len()).unwrap_or(u32::MAX).to_be_bytes());
    bytes.extend_from_slice(&u32::try_from(length).unwrap_or(u32::MAX).to_be_bytes());
    leaves.iter().for_each(|leaf| bytes.extend_from_slice(&leaf.id));
    for leaf in leaves {
        bytes.extend_from_slice(&u16::try_from(leaf.entry.len()).unwrap_or(u16::MAX).to_be_bytes());
        bytes.extend_from_slice(&leaf.entry);
    }
    bytes.extend_from_slice(&root.0);
    let check = Sha256::digest(&bytes);
    bytes.extend_from_slice(&check);
    bytes
}

impl<'a> Frame<'a> {
    /// The batch at the start of these bytes; nothing when there is none, whole and unchanged.
    pub(crate) fn read(bytes: &'a [u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (first, rest) = rest.split_first_chunk()?;
        let (count, rest) = rest.split_first_chunk()?;
        let (length, rest) = rest.split_first_chunk()?;
        let count = usize::try_from(u32::from_be_bytes(*count)).ok()?;
        let payload = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let (payload_bytes, rest) = rest.split_at_checked(payload)?;
        let (root, rest) = rest.split_first_chunk()?;
        let (check, _) = rest.split_first_chunk::<HASH>()?;
        let (checked, _) = bytes.split_at_checked(HEAD + payload + HASH)?;
        if Sha256::digest(checked).as_slice() != check {
            return None;
        }
        let (ids, entries) = payload_bytes.split_at_checked(count.checked_mul(ID)?)?;
        let first = u64::from_be_bytes(*first);
        Some(Self { first, root: Digest(*root), length: HEAD + payload + 2 * HASH, ids, entries })
    }

    /// Whether an unchanged batch begins anywhere in these bytes.
    pub(crate) fn is_anywhere_in(bytes: &[u8]) -> bool {
        let starts = bytes.windows(MAGIC.len()).enumerate().filter(|(_, window)| *window == MAGIC);
        starts.into_iter().any(|(at, _)| bytes.get(at..).and_then(Frame::read).is_some())
    }

    /// Who asked for each leaf.
    pub(crate) fn ids(&self) -> impl Iterator<Item = [u8; ID]> + '_ {
        self.ids.as_chunks::<ID>().0.iter().copied()
    }

    /// Where each entry begins, counted from the start of the batch, and the entry.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (u64, &'a [u8])> + '_ {
        let mut at = HEAD + self.ids.len();
        bundle_entries(self.entries).map(move |entry| {
            let place = at;
            at += 2 + entry.len();
            (long(place), entry)
        })
    }
}

/// Entries with their lengths before them, as in the journal and in bundles; ends where one is not whole.
pub(crate) fn bundle_entries(mut bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        let (length, rest) = bytes.split_first_chunk()?;
        let (entry, rest) = rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
        bytes = rest;
        Some(entry)
    })
}
