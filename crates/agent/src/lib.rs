//! The device's state machine, sans-I/O: readings, bytes and touches in; screens and bytes out.
//!
//! The device trusts nobody. A standing is data until it has gone through a chain of types that can't be
//! skipped: bytes → [`proof::Parsed`] → [`proof::Verified`] → accepted (every [`Check`] passed) → applied
//! (what is in force at this instant). Sockets, files and clocks are the host's.

mod accept;
mod agent;
mod apply;
mod authority;
mod backoff;
mod channel;
mod checks;
mod codes;
mod durable;
mod enroll;
mod evidence;
mod input;
mod inputs;
pub mod inspect;
mod link;
mod notices;
mod ombudsman;
mod output;
mod pin;
mod receipts;
mod screen;
mod settle;
mod silence;
mod state;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod trusted_time;
mod typed;

pub use agent::Agent;
pub use checks::{Check, Refusal};
pub use input::{Identity, Input, Reading, Reply};
pub use output::{Endpoint, Output};
pub use screen::{CodeEntry, NextInstallment, Screen, ScreenKind};
pub use state::StateError;
pub use typed::CodeAnswer;
