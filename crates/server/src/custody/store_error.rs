use ident::LenderId;
use proof::Digest;
use proof::authority::TrustError;
use proof::keys::SignError;

use super::Purpose;

/// Why the key store can't do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum KeyStoreError {
    /// The folder can't be read or written.
    #[error("the key store failed at {name}: {error}")]
    Folder {
        /// The file.
        name: String,
        /// The cause.
        error: std::io::Error,
    },
    /// A file of the folder that can't be read.
    #[error("the key store's file {name} is damaged: {why}")]
    Damaged {
        /// The file.
        name: String,
        /// What is wrong.
        why: String,
    },
    /// Another master key sealed it, or it was changed.
    #[error("the private key in {0} can't be opened with this master key")]
    Sealed(String),
    /// What people signed does not hold.
    #[error(transparent)]
    Trust(#[from] TrustError),
    /// A key can't be used now.
    #[error(transparent)]
    Sign(#[from] SignError),
    /// Only the people who hold the root can go on.
    #[error(
        "the lender {0} has no roster under the root in force; run `quittance admin keys draft-roster`, have it \
         signed with `quittance admin root sign`, and run `quittance admin keys install-roster`"
    )]
    NoRoster(LenderId),
    /// A roster whose working key is none of the server's.
    #[error("the roster lists no {0} key that this server has and that is not revoked; draft it again")]
    NoKey(Purpose),
    /// A roster that gives a stolen key back.
    #[error("the roster does not list the revoked key {0}; draft it again")]
    Forgets(Digest),
    /// No such key.
    #[error("the lender has no key {0}; `quittance admin keys status` shows them")]
    UnknownKey(Digest),
    /// A root that is neither the next one nor, before there are lenders, the first.
    #[error("{0}")]
    Root(String),
}

impl KeyStoreError {
    pub(super) fn folder(name: &str, error: std::io::Error) -> Self {
        Self::Folder { name: name.to_owned(), error }
    }

    pub(super) fn damaged(name: &str, why: &dyn std::fmt::Display) -> Self {
        Self::Damaged { name: name.to_owned(), why: why.to_string() }
    }

    /// Whether the caller can mend it by asking otherwise.
    #[must_use]
    pub const fn is_callers(&self) -> bool {
        matches!(
            self,
            Self::Trust(_)
                | Self::Sign(_)
                | Self::NoRoster(_)
                | Self::NoKey(_)
                | Self::Forgets(_)
                | Self::UnknownKey(_)
                | Self::Root(_)
        )
    }
}
