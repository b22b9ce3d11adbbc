//! A lender, its documents and its server, for the tests of this crate.

mod authority;
mod documents;
mod hardware;
mod log;
mod phone;
mod server;

pub(crate) use authority::{Authority, ORIGIN, log_key, root, roster_key, signed};
pub(crate) use documents::{Lender, at, day, sms, usd};
pub(crate) use log::salt;
pub(crate) use phone::{Phone, enrolled, locked};
pub(crate) use server::Server;
