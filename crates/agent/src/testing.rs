//! A lender, its documents and its server, for the tests of this crate.

mod authority;
mod documents;
mod hardware;
mod phone;
mod server;

pub(crate) use authority::{Authority, root, roster_key, signed};
pub(crate) use documents::{Lender, at, day, sms, usd};
pub(crate) use phone::Phone;
pub(crate) use server::Server;
