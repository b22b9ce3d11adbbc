use std::fmt;
use std::str::FromStr;

use data_encoding::BASE64;
use proof::Digest;
use proof::log::{Note, NoteKey, NoteSignature};

use super::Refusal;
use crate::{Error, Reader};

/// Larger requests are not read.
pub const MAX_REQUEST_BYTES: usize = 80 * 1024;
/// More lines of proof are refused.
const MAX_PATH: usize = 63;

/// The body of `add-checkpoint`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddCheckpoint {
    /// How many entries the witness saw last.
    pub old: u64,
    /// The proof from there to the checkpoint.
    pub path: Vec<Digest>,
    /// The signed note.
    pub checkpoint: String,
}

impl AddCheckpoint {
    /// What a log asks a witness that saw `old` entries.
    ///
    /// # Errors
    /// As [`Reader::prove_consistency`].
    pub fn of(log: &Reader, old: u64) -> Result<Self, Error> {
        let (path, checkpoint) = log.continuation(old)?;
        Ok(Self { old, path, checkpoint })
    }

    /// What the checkpoint says, without its signatures.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        self.checkpoint.parse::<Note>().ok().map(|note| note.text)
    }
}

/// The signature of this witness over the text in an answer; other lines are strangers'.
#[must_use]
pub fn cosignature_in(answer: &str, text: &str, witness: &NoteKey) -> Option<NoteSignature> {
    let note: Note = format!("{text}\n{answer}").parse().ok()?;
    note.signed_by(witness).ok()??;
    note.signatures.into_iter().find(|signature| signature.is_by(witness))
}

impl fmt::Display for AddCheckpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "old {}", self.old)?;
        self.path.iter().try_for_each(|hash| writeln!(f, "{}", BASE64.encode(&hash.0)))?;
        write!(f, "\n{}", self.checkpoint)
    }
}

impl FromStr for AddCheckpoint {
    type Err = Refusal;

    fn from_str(body: &str) -> Result<Self, Self::Err> {
        let malformed = |what: &str| Refusal::Malformed(what.to_owned());
        let (head, checkpoint) =
            body.split_once("\n\n").ok_or_else(|| malformed("no empty line before the checkpoint"))?;
        let mut lines = head.split('\n');
        let old = lines.next().and_then(|line| line.strip_prefix("old "));
        let old = old.and_then(|old| old.parse().ok().filter(|size: &u64| size.to_string() == old));
        let old = old.ok_or_else(|| malformed("the first line is not `old` and a size"))?;
        let hash = |line| BASE64.decode(str::as_bytes(line)).ok()?.try_into().ok().map(Digest);
        let path: Option<Vec<Digest>> = lines.map(hash).collect();
        let path = path.filter(|path| path.len() <= MAX_PATH);
        let path = path.ok_or_else(|| malformed("the proof is not at most 63 hashes in base64"))?;
        Ok(Self { old, path, checkpoint: checkpoint.to_owned() })
    }
}
