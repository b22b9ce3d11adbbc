//! Delivery of what commits left in the outbox: webhooks to lenders, and a test lender's messages. At least
//! once; receivers tell repetitions by the message's id.

mod endpoints;
mod notice;
mod outbox;
mod retry;
mod sandbox;
mod signature;
mod webhook;

use std::sync::Arc;

use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::App;
use crate::jobs::supervise;
use crate::persist::{TOPIC_NOTICE, TOPIC_WEBHOOK};

pub use signature::{SignatureError, sign};

pub(crate) use endpoints::DeliveryState;
pub(crate) use sandbox::{deliver_sandbox, has_issued_notice};

/// Starts the workers. When `stopped` becomes true they finish what is under way and end.
pub fn start(app: &Arc<App>, stopped: &watch::Receiver<bool>) -> Vec<JoinHandle<()>> {
    vec![
        supervise("webhooks", app, stopped, |app, stopped| outbox::run(app, stopped, TOPIC_WEBHOOK)),
        supervise("notices", app, stopped, |app, stopped| outbox::run(app, stopped, TOPIC_NOTICE)),
    ]
}

/// Tries everything that is due now once, and waits for it; how many messages were tried. For tests and for a
/// server about to be replaced: the workers do the same by themselves.
///
/// # Errors
/// When the store fails.
pub async fn deliver_due(app: &Arc<App>) -> Result<usize, store::StoreError> {
    Ok(outbox::pass(app, TOPIC_NOTICE).await? + outbox::pass(app, TOPIC_WEBHOOK).await?)
}
