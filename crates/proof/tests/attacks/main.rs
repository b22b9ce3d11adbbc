//! Attacks on documents, handshake and check-ins.

#![expect(clippy::unwrap_used, reason = "test helpers")]

mod authority;
mod bytes;
mod check_in;
mod documents;
mod encoding;
mod enrollment;
mod handshake;
mod headers;
mod keys;
#[path = "../samples/parts.rs"]
mod parts;
mod roster_keys;
#[path = "../samples/mod.rs"]
mod samples;
mod sheets;
mod wire;
