//! A document's way: [`Unsigned`] → bytes → [`Parsed`] → [`Verified`].

mod error;
mod form;
mod kind;
mod media_type;
mod parsed;
mod payload;
mod unsigned;
mod verified;

pub use error::DocumentError;
pub use kind::Document;
pub use media_type::media_type;
pub use parsed::Parsed;
pub use unsigned::Unsigned;
pub use verified::Verified;

/// A signed document is at most this long, in bytes.
pub const MAX_DOCUMENT_BYTES: usize = 64 * 1024;
