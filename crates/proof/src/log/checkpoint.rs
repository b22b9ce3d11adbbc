use std::fmt;
use std::str::FromStr;

use data_encoding::BASE64;

use super::{LogError, base64};
use crate::Digest;

/// A larger tree is taken for nonsense before any arithmetic: a million entries a second for eight years.
const MAX_SIZE: u64 = 1 << 48;

/// A log at one size (tlog-checkpoint). As text: three lines; extension lines are refused, because nobody could
/// audit what they say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which log: its name for ever.
    pub origin: String,
    /// How many entries.
    pub size: u64,
    /// The Merkle root over them.
    pub root: Digest,
}

impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n{}\n{}", self.origin, self.size, BASE64.encode(&self.root.0))
    }
}

impl FromStr for Checkpoint {
    type Err = LogError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let malformed = || LogError::form("a checkpoint has three lines: origin, size, root");
        let lines = text.strip_suffix('\n').ok_or_else(malformed)?;
        let [origin, size, root] =
            lines.split('\n').collect::<Vec<_>>().try_into().map_err(|_| malformed())?;
        if origin.is_empty() {
            return Err(malformed());
        }
        let size = decimal(size).filter(|size| *size <= MAX_SIZE).ok_or_else(malformed)?;
        Ok(Self { origin: origin.to_owned(), size, root: hash(root).ok_or_else(malformed)? })
    }
}

/// A number without sign and leading zeros.
pub(super) fn decimal(text: &str) -> Option<u64> {
    text.parse::<u64>().ok().filter(|number| number.to_string() == text)
}

/// A hash in base64.
pub(super) fn hash(text: &str) -> Option<Digest> {
    let bytes = base64::decode(text)?;
    bytes.try_into().ok().map(Digest)
}
