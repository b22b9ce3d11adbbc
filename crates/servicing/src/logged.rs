use jiff::Timestamp;
use jiff::civil::Date;
use policy::Level;
use proof::documents::Warrant;
use proof::log::{LogError, LogProof, LogTrust, LoggedEntry};
use proof::{Digest, DocumentError, Parsed};
use serde::{Deserialize, Serialize};

/// A signed warrant with a proof, which was verified, that the public log has an entry about one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoggedOrder {
    warrant: Digest,
    bytes: Vec<u8>,
    proof: String,
    entry: LoggedEntry,
}

/// Why a warrant is not known to be in the log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LoggedOrderError {
    /// The bytes are no warrant.
    #[error("not a warrant: {0}")]
    Warrant(#[from] DocumentError),
    /// The text proves nothing.
    #[error(transparent)]
    Log(#[from] LogError),
}

impl LoggedOrder {
    /// Takes a signed warrant and the log's proof of it, a `c2sp.org/tlog-proof@v1` text.
    ///
    /// # Errors
    /// When the bytes are no warrant, or the proof does not hold for this log.
    pub fn verify(bytes: Vec<u8>, proof: String, trust: &LogTrust) -> Result<Self, LoggedOrderError> {
        let warrant = Parsed::<Warrant>::parse(&bytes)?.digest();
        let entry = LogProof::verify(&proof, trust)?;
        Ok(Self { warrant, bytes, proof, entry })
    }

    /// The warrant's name.
    #[must_use]
    pub const fn warrant(&self) -> Digest {
        self.warrant
    }

    /// What the log says.
    #[must_use]
    pub const fn entry(&self) -> &LoggedEntry {
        &self.entry
    }

    pub(crate) fn into_logged(
        self,
        level: Level,
        expires_at: Timestamp,
        named_through: Option<Date>,
    ) -> LoggedWarrant {
        let Self { warrant, bytes, proof, entry } = self;
        let index = entry.index();
        LoggedWarrant { digest: warrant, level, expires_at, named_through, bytes, index, proof }
    }
}

/// A signed warrant and the proof that it is in the public log: what lets a device obey it (invariant I8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoggedWarrant {
    /// The warrant's name.
    pub digest: Digest,
    /// The highest level it allows.
    pub level: Level,
    /// When it ends.
    pub expires_at: Timestamp,
    /// What fell due up to this day is the amount that it names; absent in what was kept before this was noted.
    #[serde(default)]
    pub named_through: Option<Date>,
    /// The warrant as signed.
    #[serde(with = "base64")]
    pub bytes: Vec<u8>,
    /// Its leaf's place in the log, from 0.
    pub index: u64,
    /// The proof: a `c2sp.org/tlog-proof@v1` text.
    pub proof: String,
}

/// Bytes in JSON.
mod base64 {
    use data_encoding::BASE64;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&BASE64.encode(bytes))
    }

    pub(super) fn deserialize<'d, D: Deserializer<'d>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        let text = String::deserialize(deserializer)?;
        BASE64.decode(text.as_bytes()).map_err(serde::de::Error::custom)
    }
}
