/// Why a text does not prove that something is in the log. One variant for each of the checks a device counts.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LogError {
    /// Not a proof, note, checkpoint or entry of the wanted form.
    #[error("malformed: {0}")]
    Form(String),
    /// A checkpoint of another log.
    #[error("the checkpoint is of the log `{found}`, not of `{expected}`")]
    Origin {
        /// The log that is trusted.
        expected: String,
        /// What the checkpoint says.
        found: String,
    },
    /// No signature, or a wrong one, by a trusted key of the log.
    #[error("the checkpoint is not signed by a trusted key of its log")]
    Signature,
    /// Too few witnesses saw the checkpoint, or one of their signatures is wrong.
    #[error("{found} of the {needed} witnesses needed cosigned the checkpoint")]
    Witnesses {
        /// How many cosigned.
        found: usize,
        /// How many must.
        needed: usize,
    },
    /// The hashes do not lead from the entry to the checkpoint's root.
    #[error("the entry is not in the tree of the checkpoint")]
    Inclusion,
}

impl LogError {
    pub(super) fn form(what: impl Into<String>) -> Self {
        Self::Form(what.into())
    }
}
