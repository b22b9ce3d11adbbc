//! The authenticated channel between a device and its server.
//!
//! Once per session both sides sign: the device a [`Hello`], the lender the [`Grant`] that answers it, each
//! with an ephemeral key. From then on a check-in costs two HMACs: [`CheckIn`] and [`Answer`] are
//! `COSE_Mac0` (RFC 9052, 6.2) under the [`SessionKeys`], one key for each direction.

mod answer;
mod check_in;
mod codes;
mod enrollment;
mod ephemeral;
mod error;
mod grant;
mod hello;
mod keys;
mod mac;

pub use answer::Answer;
pub use check_in::{CheckIn, MAX_RECEIPTS};
pub use codes::GrantedCodes;
pub use enrollment::{EnrollmentCode, EnrollmentCodeError};
pub use ephemeral::{Ephemeral, EphemeralPublic};
pub use error::SessionError;
pub use grant::{Anchor, Grant, Granted};
pub use hello::{Hello, MAX_CERTIFICATE_BYTES, MAX_CERTIFICATES, Purpose};
pub use keys::SessionKeys;

/// A check-in or a hello is at most this long, in bytes.
pub const MAX_REQUEST_BYTES: usize = 64 * 1024;
/// A grant or an answer is at most this long, in bytes: it carries up to two documents, and roots and a roster.
pub const MAX_RESPONSE_BYTES: usize = 160 * 1024;
