use std::sync::Arc;
use std::time::Duration;

use ident::LenderId;
use store::StoreError;
use tokio::sync::watch;

use super::advance;
use super::supervise::pause;
use crate::App;

const LOOK_EVERY: Duration = Duration::from_secs(1);
/// How many lenders are looked at each time; more than this many take turns.
const LENDERS_A_LOOK: usize = 100;

/// A test clock stands still, yet something can become due at the instant it shows: a device enrolls, a hold
/// is released. This does it without waiting for the clock to be moved.
pub(super) async fn run(app: Arc<App>, mut stopped: watch::Receiver<bool>) {
    let mut waiting: Vec<LenderId> = Vec::new();
    while !pause(&mut stopped, LOOK_EVERY).await {
        if waiting.is_empty() {
            match app.store.lenders().await {
                Ok(lenders) => waiting = lenders.into_iter().map(|lender| lender.id).collect(),
                Err(error) => tracing::error!(%error, "lenders can't be listed"),
            }
        }
        let turn = waiting.split_off(waiting.len().saturating_sub(LENDERS_A_LOOK));
        for lender in turn {
            if let Err(error) = look(&app, lender).await {
                tracing::error!(%lender, %error, "a test lender's contracts could not be woken");
            }
        }
    }
}

async fn look(app: &Arc<App>, id: LenderId) -> Result<(), StoreError> {
    let Some(lender) = app.lender(id).await? else { return Ok(()) };
    if !lender.is_test() {
        return Ok(());
    }
    // An advance under way does the same.
    if let Some(_held) = app.close.try_hold(id) {
        advance::catch_up(app, &lender).await?;
    }
    Ok(())
}
