use crate::{Pack, PackFault};

/// Why a text or a document is not a pack.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// Not TOML, or not the fields of a pack.
    #[error("line {line}: {message}")]
    Toml {
        /// Counted from 1; where the text ends when a field is missing from the whole.
        line: usize,
        /// What is wrong there.
        message: String,
    },
    /// Not the CBOR form of a pack.
    #[error("not a pack in CBOR: {0}")]
    Cbor(String),
    /// CBOR of another form than [`Pack::to_cbor`] writes, so its digest would differ from the pack's.
    #[error("a pack, but not in deterministic CBOR")]
    NotDeterministic,
    /// It reads well and says something that a pack must not say.
    #[error(transparent)]
    Fault(#[from] PackFault),
}

impl Pack {
    /// Reads a pack file and checks it.
    ///
    /// # Errors
    /// When it is not TOML, has unknown or lacks needed fields, or has a [`PackFault`].
    pub fn from_toml(text: &str) -> Result<Self, LoadError> {
        let pack: Self = toml::from_str(text).map_err(|error| {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or(text);
            let message = error.message().lines().collect::<Vec<_>>().join(", ");
            LoadError::Toml { line: before.matches('\n').count() + 1, message }
        })?;
        pack.check()?;
        Ok(pack)
    }

    /// Reads the form that [`Pack::to_cbor`] writes, and no other, and checks the pack.
    ///
    /// # Errors
    /// When the bytes are anything else or the pack has a [`PackFault`].
    pub fn from_cbor(bytes: &[u8]) -> Result<Self, LoadError> {
        let pack: Self = minicbor::decode(bytes).map_err(|error| LoadError::Cbor(error.to_string()))?;
        // Also refuses trailing bytes, which the decoder leaves unread.
        if pack.to_cbor() != bytes {
            return Err(LoadError::NotDeterministic);
        }
        pack.check()?;
        Ok(pack)
    }
}
