use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use ident::ContractId;
use jiff::{SignedDuration, Timestamp};
use store::rows::ContractRow;
use store::{ClockId, StoreError};
use tokio::sync::watch;

use super::supervise::pause;
use super::wake::wake_all;
use crate::App;
use crate::restraint::Stopped;

/// The longest a contract that is due waits for the next look.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// How many due contracts make up one plan.
const PLAN_SIZE: u32 = 512;
/// A contract that could not be woken is left alone for this long, so that one fault does not fill the log.
const REST: SignedDuration = SignedDuration::from_mins(1);

/// Closes the contracts that live by the world's clock, as they come due.
pub(super) async fn run(app: Arc<App>, mut stopped: watch::Receiver<bool>) {
    let mut close = Close::default();
    loop {
        match close.pass(&app, &stopped).await {
            Ok(0) => {}
            Ok(wakes) => tracing::info!(wakes, "contracts closed"),
            Err(error) => tracing::error!(%error, "the close failed and is tried again"),
        }
        if pause(&mut stopped, LOOK_EVERY).await {
            return;
        }
    }
}

/// Closes everything that is due now by the world's clock, once; how many contracts. What the server does by
/// itself as contracts come due, for those who measure it.
///
/// # Errors
/// When the store fails; what was closed until then stays closed, and doing it again does no harm.
pub async fn close_due(app: &Arc<App>) -> Result<usize, StoreError> {
    let (_running, stopped) = watch::channel(false);
    Close::default().pass(app, &stopped).await
}

#[derive(Debug, Default)]
struct Close {
    resting: HashMap<ContractId, Timestamp>,
}

impl Close {
    /// Wakes everything that is due now, plan by plan; how many contracts.
    async fn pass(&mut self, app: &Arc<App>, stopped: &watch::Receiver<bool>) -> Result<usize, StoreError> {
        let now = app.wall_now();
        self.resting.retain(|_, until| *until > now);
        let (mut after, mut wakes, mut stopped_lenders) = (None, 0, Stopped::new());
        while !*stopped.borrow() {
            let due = app.store.due_contracts(ClockId::Wall, now, after, PLAN_SIZE).await?;
            let Some(last) = due.last() else { break };
            after = last.next_action_at.map(|at| (at, last.id));
            let woken = wake_all(app, self.plan(due), now, &mut stopped_lenders).await?;
            wakes += woken.done.len();
            let until = now.checked_add(REST).unwrap_or(now);
            self.resting.extend(woken.failed.into_iter().map(|contract| (contract, until)));
        }
        Ok(wakes)
    }

    fn plan(&self, due: Vec<ContractRow>) -> Vec<ContractRow> {
        due.into_iter().filter(|row| !self.resting.contains_key(&row.id)).collect()
    }
}
