/// Why a witness does not cosign.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not a request, or an old size above the checkpoint's.
    #[error("malformed: {0}")]
    Malformed(String),
    /// No trusted key of the log signed, or a signature in its name is wrong.
    #[error("the checkpoint is not signed by a trusted key of its log")]
    BadSignature,
    /// A log that the witness was not told of.
    #[error("unknown log")]
    UnknownLog,
    /// The witness saw another size, or another root at the same size.
    #[error("the last checkpoint seen has {0} entries")]
    Conflict(u64),
    /// The proof does not lead from what was seen to the checkpoint.
    #[error("the checkpoint does not continue the last one seen")]
    NotConsistent,
    /// The witness can't write or sign now.
    #[error("the witness failed: {0}")]
    Failed(String),
}

impl Refusal {
    /// The HTTP status of tlog-witness.
    #[must_use]
    pub const fn status(&self) -> u16 {
        match self {
            Self::Malformed(_) => 400,
            Self::BadSignature => 403,
            Self::UnknownLog => 404,
            Self::Conflict(_) => 409,
            Self::NotConsistent => 422,
            Self::Failed(_) => 500,
        }
    }

    /// The body: for a conflict the size alone, so that the log can ask again from there.
    #[must_use]
    pub fn body(&self) -> String {
        match self {
            Self::Conflict(size) => format!("{size}\n"),
            other => format!("{other}\n"),
        }
    }

    /// The type of the body.
    #[must_use]
    pub const fn content_type(&self) -> &'static str {
        match self {
            Self::Conflict(_) => "text/x.tlog.size",
            _ => "text/plain; charset=utf-8",
        }
    }
}
