use proof::log::MAX_ENTRY_BYTES;

use crate::Error;

/// More leaves are not appended at once.
pub const MAX_BATCH: usize = 65_536;

/// More bytes of entries are not appended at once: a batch is read as a whole.
pub const MAX_BATCH_BYTES: usize = 32 * 1024 * 1024;

/// Something to append.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLeaf {
    /// Who asked: kept beside the leaf and never served, so that after a crash the asker can tell which of its
    /// leaves are in the log.
    pub id: [u8; 16],
    /// What is hashed and served.
    pub entry: Vec<u8>,
}

/// Refuses what the formats have no room for.
pub(crate) fn check(leaves: &[NewLeaf]) -> Result<(), Error> {
    if leaves.len() > MAX_BATCH {
        return Err(Error::TooLarge(format!("{} leaves at once; at most {MAX_BATCH}", leaves.len())));
    }
    let bytes: usize = leaves.iter().map(|leaf| leaf.entry.len()).sum();
    if bytes > MAX_BATCH_BYTES {
        return Err(Error::TooLarge(format!("{bytes} bytes of entries at once; at most {MAX_BATCH_BYTES}")));
    }
    match leaves.iter().find(|leaf| leaf.entry.len() > MAX_ENTRY_BYTES) {
        Some(leaf) => {
            let size = leaf.entry.len();
            Err(Error::TooLarge(format!("an entry of {size} bytes; at most {MAX_ENTRY_BYTES}")))
        }
        None => Ok(()),
    }
}
