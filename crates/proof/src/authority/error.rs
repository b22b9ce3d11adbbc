use jiff::Timestamp;

use super::Role;
use crate::{Digest, DocumentError};

/// Why an authority document, or a key of one, is not trusted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TrustError {
    /// A root that can't be read.
    #[error("the root is malformed: {0}")]
    RootForm(DocumentError),
    /// A root whose fields contradict each other.
    #[error("the root's {0}")]
    RootContent(&'static str),
    /// No root of the chain has the pinned name.
    #[error("the pinned root {0} is not in the chain")]
    RootNotPinned(Digest),
    /// Roots are taken one by one.
    #[error("root {found} can't follow root {held}: the next is {held} + 1, of the same origin")]
    RootNext {
        /// The version held.
        held: u32,
        /// The version offered.
        found: u32,
    },
    /// Too few keys signed the root, or a signature in it is wrong.
    #[error("the root's signatures: {0}")]
    RootSignatures(SignatureFault),
    /// A roster that can't be read.
    #[error("the roster is malformed: {0}")]
    RosterForm(DocumentError),
    /// A roster whose fields contradict each other.
    #[error("the roster's {0}")]
    RosterContent(&'static str),
    /// Too few keys of the root signed the roster, or a signature in it is wrong.
    #[error("the roster's signatures: {0}")]
    RosterSignatures(SignatureFault),
    /// The roster names another root version than the root in force.
    #[error("the roster is for root {found}, in force is root {held}")]
    RosterRoot {
        /// The version in force.
        held: u32,
        /// The version the roster names.
        found: u32,
    },
    /// The roster of another lender.
    #[error("the roster is another lender's")]
    RosterLender,
    /// An older roster than the one held, or another one with its version.
    #[error("roster {found} is not newer than the one held, {held}")]
    RosterOlder {
        /// The version held.
        held: u64,
        /// The version offered.
        found: u64,
    },
    /// The root or the roster is no longer good for restrictions.
    #[error("the roster's or its root's time ended at {0}")]
    Expired(Timestamp),
    /// The roster does not list the key.
    #[error("the roster does not list this key")]
    KeyUnknown,
    /// The roster lists the key for something else.
    #[error("the roster does not list this key for {0}")]
    KeyRole(Role),
    /// The key's time has not begun, or is over.
    #[error("the key may sign from {from} until {until}, this is {at}")]
    KeyWindow {
        /// The first instant.
        from: Timestamp,
        /// The first instant after.
        until: Timestamp,
        /// The instant in question.
        at: Timestamp,
    },
    /// The key was revoked.
    #[error("the key is revoked")]
    KeyRevoked,
}

/// What is wrong with an authority document's signatures.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignatureFault {
    /// Fewer of the keys signed than must.
    #[error("{have} of the {need} needed")]
    TooFew {
        /// Keys that signed.
        have: usize,
        /// The threshold.
        need: u8,
    },
    /// One does not fit its key.
    #[error("one is wrong")]
    Wrong,
    /// One is by a key that has no say here.
    #[error("one is by a key that is not the root's")]
    Stranger,
}
