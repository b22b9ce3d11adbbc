use super::NoteKeyError;
use crate::keys::SignError;

/// Why a note was not signed.
#[derive(Debug, thiserror::Error)]
pub enum NoteSignError {
    /// The key is of another kind, or its name can't stand in a note.
    #[error(transparent)]
    Key(#[from] NoteKeyError),
    /// The key did not sign.
    #[error(transparent)]
    Sign(#[from] SignError),
    /// Nothing is cosigned before 1970.
    #[error("the time of a cosignature is before 1970")]
    Time,
}
