use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;
use store::StoreError;
use tokio::sync::watch;

use super::supervise::pause;
use crate::App;

const EVERY: Duration = Duration::from_mins(5);
/// A request's answer is kept for repetition this long.
const ANSWERS_KEPT: SignedDuration = SignedDuration::from_hours(24);
/// A session can be renewed this long after it ended; later the device is recognized by its hardware.
const SESSIONS_KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Budgets look an hour back; the rest is for people who look after them.
const RISES_KEPT: SignedDuration = SignedDuration::from_hours(24);

/// Removes what has served its time.
pub(super) async fn run(app: Arc<App>, mut stopped: watch::Receiver<bool>) {
    super::expiry::watch(&app, app.wall_now());
    while !pause(&mut stopped, EVERY).await {
        if let Err(error) = tidy(&app).await {
            tracing::error!(%error, "housekeeping failed and is tried again");
        }
    }
}

async fn tidy(app: &App) -> Result<(), StoreError> {
    app.device.forget_peers();
    let now = app.wall_now();
    super::expiry::watch(app, now);
    app.store.purge_idempotency(now.checked_sub(ANSWERS_KEPT).unwrap_or(now)).await?;
    for row in app.store.lenders().await? {
        // Sessions end by their lender's clock.
        // One that has no roster yet has no sessions either.
        if let Ok(Some(lender)) = app.lender(row.id).await {
            let now = app.now_for(&lender).await?;
            let before = now.checked_sub(SESSIONS_KEPT).unwrap_or(now);
            app.store.purge_sessions(lender.id, before).await?;
            let before = now.checked_sub(RISES_KEPT).unwrap_or(now);
            app.store.purge_rises(lender.id, before).await?;
        }
    }
    Ok(())
}
