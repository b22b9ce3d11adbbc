use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use super::supervise::pause;
use crate::{App, payments};

const EVERY: Duration = Duration::from_secs(15);

/// Finishes the payment webhooks that a crash or a busy store left undone.
pub(super) async fn run(app: Arc<App>, mut stopped: watch::Receiver<bool>) {
    while !pause(&mut stopped, EVERY).await {
        match payments::sweep(&app).await {
            Ok(0) => {}
            Ok(finished) => tracing::info!(finished, "payment webhooks finished late"),
            Err(error) => tracing::error!(%error, "the payment sweep failed and is tried again"),
        }
    }
}
