//! The signed documents and the authenticated channel, shared by server and device.
//!
//! A document is a CWT (RFC 8392) in a `COSE_Sign1` (RFC 9052) over deterministic CBOR (RFC 8949, 4.2).
//! Checking one is a chain of types that can't be skipped: bytes → [`Parsed`] → [`Verified`]; only the agent
//! turns a verified standing into an accepted and then an applied one.

pub mod authority;
mod canonical;
pub mod cbor;
mod claims;
pub mod code;
mod digest;
mod document;
pub mod documents;
mod envelope;
pub mod evidence;
pub mod keys;
pub mod log;
pub mod plan;
mod scalar;
pub mod session;
pub mod sheet;
#[cfg(feature = "testing")]
pub mod testing;

pub use claims::{Claims, ParsePartyError, Party};
pub use digest::Digest;
pub use document::{Document, DocumentError, MAX_DOCUMENT_BYTES, Parsed, Unsigned, Verified, media_type};
