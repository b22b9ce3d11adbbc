use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::StatusCode;
use ident::{ContractId, LenderId};
use jiff::{SignedDuration, Timestamp};
use store::rows::ContractRow;
use store::{ClockId, StoreError};
use tokio::sync::{Mutex as AsyncMutex, OwnedMutexGuard};

use super::wake::wake_all;
use crate::restraint::Stopped;
use crate::{App, LenderContext, Problem, delivery, log};

/// How far a test clock can be moved at once.
const FARTHEST: SignedDuration = SignedDuration::from_hours(10 * 366 * 24);
/// How many contracts one advance wakes at most.
const MOST_WAKES: u64 = 200_000;
/// How many due contracts make up one plan.
const PLAN_SIZE: u32 = 256;
/// Once a contract was woken so often at one instant it waits for the next: its timer stands still.
const WAKES_AT_ONE_INSTANT: u32 = 8;

/// One change of a test clock at a time for each lender.
#[derive(Debug, Default)]
pub(crate) struct CloseState {
    lenders: Mutex<HashMap<LenderId, Arc<AsyncMutex<()>>>>,
}

impl CloseState {
    fn of(&self, lender: LenderId) -> Arc<AsyncMutex<()>> {
        let mut lenders = self.lenders.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(lenders.entry(lender).or_default())
    }

    /// Keeps a test lender's time still.
    pub(crate) async fn hold(&self, lender: LenderId) -> OwnedMutexGuard<()> {
        self.of(lender).lock_owned().await
    }

    /// The same, unless its time is moving now.
    pub(super) fn try_hold(&self, lender: LenderId) -> Option<OwnedMutexGuard<()>> {
        self.of(lender).try_lock_owned().ok()
    }
}

/// Where a test clock stands after an advance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Advanced {
    /// What it shows.
    pub now: Timestamp,
    /// How many times a contract was woken on the way.
    pub wakes: u64,
}

/// Why a test clock was not moved, or not as far as asked.
#[derive(Debug, thiserror::Error)]
pub enum AdvanceError {
    /// The lender lives by the world's clock.
    #[error("only a test lender has a clock that can be moved")]
    Live,
    /// Time does not go back.
    #[error("the test clock shows {0}, and a clock does not go back")]
    Back(Timestamp),
    /// Too far at once.
    #[error("a test clock moves to {0} at the farthest in one request")]
    TooFar(Timestamp),
    /// So much happened on the way that the clock was stopped there.
    #[error("too much happened on the way: the clock was stopped at {0}; go on from there in shorter steps")]
    TooMuch(Timestamp),
    /// The store failed. The clock stands somewhere on the way, and everything due until then was done or
    /// still is due.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Moves a lender's test clock to `to`, stopping at every instant on the way at which something can change by
/// itself: everything due is done at its own instant, and messages arrive at once, as in real life day by day.
///
/// # Errors
/// [`AdvanceError`]; but for [`AdvanceError::TooMuch`] and [`AdvanceError::Store`] nothing was changed then.
pub async fn advance_test_clock(
    app: &Arc<App>,
    lender: &LenderContext,
    to: Timestamp,
) -> Result<Advanced, AdvanceError> {
    if !lender.is_test() {
        return Err(AdvanceError::Live);
    }
    let _held = app.close.hold(lender.id).await;
    let now = app.now_for(lender).await?;
    if to < now {
        return Err(AdvanceError::Back(now));
    }
    let farthest = now.checked_add(FARTHEST).unwrap_or(Timestamp::MAX);
    if to > farthest {
        return Err(AdvanceError::TooFar(farthest));
    }
    let mut run = Run { waits_for_log: true, ..Run::new(app, lender, now) };
    while let Some(at) = run.next(to).await? {
        run.move_to(at).await?;
        run.wake_due().await?;
        if run.wakes > MOST_WAKES {
            return Err(AdvanceError::TooMuch(run.now));
        }
    }
    run.move_to(to).await?;
    Ok(Advanced { now: to, wakes: run.wakes })
}

/// Does what is due for a test lender at the instant its clock shows; how many wakes that took. The caller
/// holds the lender's time.
pub(super) async fn catch_up(app: &Arc<App>, lender: &LenderContext) -> Result<u64, StoreError> {
    let now = app.now_for(lender).await?;
    let mut run = Run::new(app, lender, now);
    run.wake_due().await?;
    Ok(run.wakes)
}

struct Run<'a> {
    app: &'a Arc<App>,
    lender: &'a LenderContext,
    now: Timestamp,
    wakes: u64,
    /// Whether something was decided since the log was last asked.
    waits_for_log: bool,
    /// Contracts that could not be woken; they don't hold the others up.
    failed: BTreeSet<ContractId>,
}

impl<'a> Run<'a> {
    fn new(app: &'a Arc<App>, lender: &'a LenderContext, now: Timestamp) -> Self {
        Self { app, lender, now, wakes: 0, waits_for_log: false, failed: BTreeSet::new() }
    }

    /// Contracts with something to do by `until`, earliest first.
    async fn due(&self, until: Timestamp, limit: u32) -> Result<Vec<ContractRow>, StoreError> {
        let clock = ClockId::Test(self.lender.id);
        let limit = limit.saturating_add(u32::try_from(self.failed.len()).unwrap_or(u32::MAX));
        let mut due = self.app.store.due_contracts(clock, until, None, limit).await?;
        due.retain(|row| !self.failed.contains(&row.id));
        Ok(due)
    }

    /// The next instant up to `to` at which something happens, never before the present one.
    async fn next(&self, to: Timestamp) -> Result<Option<Timestamp>, StoreError> {
        let due = self.due(to, 1).await?;
        Ok(due.first().and_then(|row| row.next_action_at).map(|at| at.max(self.now)))
    }

    async fn move_to(&mut self, at: Timestamp) -> Result<(), StoreError> {
        if at > self.now {
            self.app.set_test_clock(self.lender.id, at).await?;
            self.now = at;
        }
        Ok(())
    }

    /// Wakes what is due at the present instant, until nothing is: what a message sets off at once is done too.
    async fn wake_due(&mut self) -> Result<(), StoreError> {
        let (mut times, mut stopped): (HashMap<ContractId, u32>, _) = (HashMap::new(), Stopped::new());
        loop {
            let due = self.due(self.now, PLAN_SIZE).await?;
            if due.is_empty() && !std::mem::take(&mut self.waits_for_log) {
                return Ok(());
            }
            if due.is_empty() {
                // A failure is noted; without the log restrictions wait, also in a rehearsal.
                drop(log::sequence(self.app).await);
                continue;
            }
            for row in &due {
                let times = times.entry(row.id).or_default();
                *times += 1;
                if *times >= WAKES_AT_ONE_INSTANT {
                    tracing::error!(contract = %row.id, "a contract stays due however often it is woken");
                    self.failed.insert(row.id);
                }
            }
            let woken = wake_all(self.app, due, self.now, &mut stopped).await?;
            self.waits_for_log |= woken.done.iter().any(|executed| executed.leaves > 0);
            self.wakes += u64::try_from(woken.done.len()).unwrap_or(0);
            self.failed.extend(woken.failed);
            for executed in woken.done.iter().filter(|executed| delivery::has_issued_notice(executed)) {
                let contract = &executed.contract;
                if let Err(error) = delivery::deliver_sandbox(self.app, self.lender, contract).await {
                    // It stays in the outbox.
                    tracing::error!(contract = %contract.id, %error, "a notice was not delivered");
                }
            }
        }
    }
}

impl From<AdvanceError> for Problem {
    fn from(error: AdvanceError) -> Self {
        match error {
            AdvanceError::Live => Self::conflict("live-clock", error.to_string()),
            AdvanceError::Back(_) | AdvanceError::TooFar(_) => Self::invalid("to", error.to_string()),
            AdvanceError::TooMuch(_) => Self::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "too-much-happened",
                "The test clock was stopped on the way",
                error.to_string(),
            ),
            AdvanceError::Store(error) => error.into(),
        }
    }
}
