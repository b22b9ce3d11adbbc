use std::sync::Arc;

use serde_json::json;
use servicing::{Command, ContractStatus, HoldKind, Refusal};
use store::rows::{ContractFilter, ContractRow, ReleaseRunRow};
use store::{Page, StoreError};
use tokio::task::JoinSet;

use crate::{App, ExecuteError, LenderContext};

/// Contracts released in one step: the run is written down after each.
const STEP: u32 = 256;
/// How many are released at the same time. Their commits share a write to disk.
const AT_ONCE: usize = 16;

impl App {
    /// Begins to release all of a lender's phones for good, or goes on with it. The lender is frozen first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn begin_release_all(
        &self,
        lender: &LenderContext,
        reason: &str,
    ) -> Result<ReleaseRunRow, StoreError> {
        self.freeze(lender, reason).await?;
        if let Some(run) = self.store.release_run(lender.id).await?.filter(|run| run.finished_at.is_none()) {
            return Ok(run);
        }
        let run = ReleaseRunRow {
            lender: lender.id,
            reason: reason.to_owned(),
            begun_at: self.wall_now(),
            after: None,
            released: 0,
            finished_at: None,
        };
        let now = self.now_for(lender).await?;
        let news = self.news(lender, "lender.releasing", &json!({ "reason": reason }), now);
        self.store.put_release_run(run.clone(), news).await?;
        tracing::warn!(lender = %lender.id, "all phones of a lender are released");
        Ok(run)
    }

    /// Releases the next phones of a run and writes down how far it is; the same phone twice is no harm.
    ///
    /// # Errors
    /// When the store fails, or a contract can't be released for now: the run goes on from there.
    pub(crate) async fn step_release_all(
        self: &Arc<Self>,
        lender: &Arc<LenderContext>,
    ) -> Result<Option<ReleaseRunRow>, ExecuteError> {
        let _alone = self.restraint.releasing.lock().await;
        let Some(mut run) = self.store.release_run(lender.id).await? else { return Ok(None) };
        if run.finished_at.is_some() {
            return Ok(Some(run));
        }
        let status = Some(ContractStatus::Active.as_str().to_owned());
        let filter = ContractFilter { status, ..ContractFilter::default() };
        let rows = self.store.contracts(lender.id, filter, Page { after: run.after, limit: STEP }).await?;
        let last = rows.last().map(|row| row.id);
        run.released += self.release(lender, rows).await?;
        let mut news = store::News::default();
        if last.is_some() {
            run.after = last;
        } else {
            run.finished_at = Some(self.wall_now());
            let now = self.now_for(lender).await?;
            news = self.news(lender, "lender.released", &json!({ "phones": run.released }), now);
        }
        self.store.put_release_run(run.clone(), news).await?;
        Ok(Some(run))
    }

    async fn release(
        self: &Arc<Self>,
        lender: &Arc<LenderContext>,
        rows: Vec<ContractRow>,
    ) -> Result<u64, ExecuteError> {
        let (mut running, mut released) = (JoinSet::new(), 0);
        for row in rows {
            if running.len() >= AT_ONCE {
                released += ended(running.join_next().await)?;
            }
            let (app, lender) = (Arc::clone(self), Arc::clone(lender));
            let command = Command::PlaceHold { kind: HoldKind::ReleasedByLender, until: None };
            running.spawn(async move { app.execute(&lender, row.id, command, &|_, _| ()).await.map(drop) });
        }
        while !running.is_empty() {
            released += ended(running.join_next().await)?;
        }
        Ok(released)
    }
}

type Ended = Result<Result<(), ExecuteError>, tokio::task::JoinError>;

/// One phone more, or none if it was paid off meanwhile.
fn ended(joined: Option<Ended>) -> Result<u64, ExecuteError> {
    match joined {
        None | Some(Ok(Err(ExecuteError::Refused(Refusal::WrongStatus { .. })))) => Ok(0),
        Some(Ok(done)) => done.map(|()| 1),
        Some(Err(error)) => Err(StoreError::Engine(Box::new(error)).into()),
    }
}
