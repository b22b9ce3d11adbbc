//! The public log: what must be in it is committed with the change that it tells of; the sequencer gives it a
//! place, and tells the contract whose order waited for one. A log that stands still holds up restrictions and
//! nothing else.

mod adopt;
mod book;
mod cosign;
mod entries;
mod evidence;
mod failure;
mod health;
mod http;
mod once;
mod orders;
mod sequencer;
mod service;
mod witnesses;

use std::sync::Arc;

use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::App;
use crate::jobs::supervise;

pub use book::LogBook;
pub use failure::LogFailure;
pub use http::router;
pub use sequencer::sequence;
pub use service::LogService;
pub use witnesses::{ParseWitnessError, WitnessPeer, Witnesses};

pub(crate) use entries::rows;
pub(crate) use evidence::Evidence;

/// Starts the sequencer. When `stopped` becomes true it ends.
pub fn start(app: &Arc<App>, stopped: &watch::Receiver<bool>) -> Vec<JoinHandle<()>> {
    vec![supervise("log sequencer", app, stopped, sequencer::run)]
}
