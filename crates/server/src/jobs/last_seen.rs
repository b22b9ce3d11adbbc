use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use super::supervise::pause;
use crate::App;

const EVERY: Duration = Duration::from_secs(1);

/// Writes down, many at a time, which devices were heard from; once more when the server stops.
pub(super) async fn run(app: Arc<App>, mut stopped: watch::Receiver<bool>) {
    loop {
        let is_last = pause(&mut stopped, EVERY).await;
        app.device.touches.flush(app.store.as_ref()).await;
        if is_last {
            return;
        }
    }
}
