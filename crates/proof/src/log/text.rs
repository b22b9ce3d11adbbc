use std::fmt;
use std::str::FromStr;

use data_encoding::BASE64;

use super::base64;
use super::checkpoint::{decimal, hash};
use super::{Entry, Extra, LogError, LogTrust, LoggedEntry, SignedCheckpoint, leaf_hash, root_of_path};
use crate::Digest;

const HEADER: &str = "c2sp.org/tlog-proof@v1";
/// More bytes are not read: the largest entry in base64, a proof and a well-signed checkpoint are less.
const MAX_BYTES: usize = 160 * 1024;
/// No tree needs more hashes.
const MAX_PATH: usize = 63;

/// A proof for one file and no network (tlog-proof): the entry, its place, the hashes up to the root and the
/// signed checkpoint. As text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogProof {
    /// What travels beside the proof; see [`Extra`].
    pub extra: Option<Vec<u8>>,
    /// The number of the leaf, from 0.
    pub index: u64,
    /// From the leaf's sibling up to the root's child.
    pub path: Vec<Digest>,
    /// The signed note, as it came.
    pub checkpoint: String,
}

impl LogProof {
    /// Checks every line: form, log, signatures, witnesses, and that the entry is in the tree.
    ///
    /// # Errors
    /// The variant of [`LogError`] whose check failed first, in the order of the variants.
    pub fn verify(text: &str, trust: &LogTrust) -> Result<LoggedEntry, LogError> {
        let proof: Self = text.parse()?;
        let extra = proof.extra.as_deref().ok_or_else(|| LogError::form("a proof without its extra line"))?;
        let Extra { salt, entry } = Extra::parse(extra)?;
        let signed = SignedCheckpoint::verify(&proof.checkpoint, trust)?;
        let checkpoint = signed.checkpoint();
        let root = root_of_path(leaf_hash(&entry), proof.index, checkpoint.size, &proof.path);
        if root != Some(checkpoint.root) {
            return Err(LogError::Inclusion);
        }
        let entry = Entry::parse(&entry).map_err(|e| LogError::Form(format!("the entry: {e}")))?;
        let (index, size, signers) = (proof.index, checkpoint.size, signed.signers().to_vec());
        Ok(LoggedEntry { entry, salt, index, size, signers })
    }
}

impl fmt::Display for LogProof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEADER}")?;
        if let Some(extra) = &self.extra {
            writeln!(f, "extra {}", BASE64.encode(extra))?;
        }
        writeln!(f, "index {}", self.index)?;
        self.path.iter().try_for_each(|hash| writeln!(f, "{}", BASE64.encode(&hash.0)))?;
        write!(f, "\n{}", self.checkpoint)
    }
}

impl FromStr for LogProof {
    type Err = LogError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.len() > MAX_BYTES {
            return Err(LogError::form(format!("a proof of more than {MAX_BYTES} bytes")));
        }
        let (head, checkpoint) =
            text.split_once("\n\n").ok_or_else(|| LogError::form("a proof without a checkpoint"))?;
        let mut lines = head.split('\n').peekable();
        if lines.next() != Some(HEADER) {
            return Err(LogError::form(format!("a proof begins with `{HEADER}`")));
        }
        let extra = lines.next_if(|line| line.starts_with("extra ")).and_then(|l| l.strip_prefix("extra "));
        let not_base64 = || LogError::form("the extra line of a proof is not base64");
        let extra = extra.map(|extra| base64::decode(extra).ok_or_else(not_base64)).transpose()?;
        let index = lines.next().and_then(|line| decimal(line.strip_prefix("index ")?));
        let index = index.ok_or_else(|| LogError::form("a proof without its index"))?;
        let path: Option<Vec<Digest>> = lines.map(hash).collect();
        let path = path.filter(|path| path.len() <= MAX_PATH);
        let path = path.ok_or_else(|| LogError::form("a line of a proof is not a hash"))?;
        Ok(Self { extra, index, path, checkpoint: checkpoint.to_owned() })
    }
}
