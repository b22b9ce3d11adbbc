use crate::canonical::Fault;

/// Why bytes are not a valid document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// Refused before anything is read.
    #[error("{size} bytes are more than the {limit} allowed")]
    TooLarge {
        /// The size in bytes.
        size: usize,
        /// The limit in bytes.
        limit: usize,
    },
    /// Not a tagged `COSE_Sign1` with an embedded payload of the wanted shape.
    #[error("malformed: {0}")]
    Malformed(String),
    /// Readable, but not in the one deterministic form (RFC 8949, 4.2): doubled or unknown keys, indefinite
    /// or overlong lengths, something at the end.
    #[error("not deterministic CBOR")]
    NotDeterministic,
    /// A header that is not signed.
    #[error("the unprotected header must be empty")]
    UnprotectedHeader,
    /// A header that must be understood, and none is.
    #[error("a critical header that is not understood")]
    CriticalHeader,
    /// A protected header besides `alg`, `kid` and `typ`.
    #[error("a protected header that has no place here")]
    UnexpectedHeader,
    /// No `kid` of 8 bytes.
    #[error("the key identifier must have 8 bytes")]
    KeyId,
    /// A document of another type.
    #[error("expected `{expected}`, this is `{found}`")]
    WrongType {
        /// The wanted media type.
        expected: &'static str,
        /// What the header says, cut short; empty when there is none.
        found: String,
    },
    /// An algorithm that is none of ours or not the key's.
    #[error("the algorithm is not the key's")]
    WrongAlgorithm,
    /// The `kid` names another key.
    #[error("signed by another key")]
    WrongKey,
    /// The path of a document on a sheet does not lead to the sheet's root.
    #[error("the document is not on its sheet")]
    NotOnSheet,
    /// The signature does not fit.
    #[error("the signature is wrong")]
    BadSignature,
}

impl From<Fault> for DocumentError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Malformed(why) => Self::Malformed(why),
            Fault::NotDeterministic => Self::NotDeterministic,
        }
    }
}
