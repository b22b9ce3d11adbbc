use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use super::supervise::pause;
use crate::{App, ExecuteError};

const EVERY: Duration = Duration::from_secs(5);

/// Goes on with the release of all phones of a lender, also after a restart in the middle of it.
pub(super) async fn run(app: Arc<App>, mut stopped: watch::Receiver<bool>) {
    loop {
        if let Err(error) = pass(&app, &stopped).await {
            tracing::error!(%error, "the release of all phones waits and is tried again");
        }
        if pause(&mut stopped, EVERY).await {
            return;
        }
    }
}

async fn pass(app: &Arc<App>, stopped: &watch::Receiver<bool>) -> Result<(), ExecuteError> {
    for run in app.store.unfinished_release_runs().await? {
        let Some(lender) = app.lender(run.lender).await? else { continue };
        while !*stopped.borrow() {
            let step = app.step_release_all(&lender).await?;
            if step.is_none_or(|run| run.finished_at.is_some()) {
                break;
            }
        }
    }
    Ok(())
}
