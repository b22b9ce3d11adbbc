use std::sync::Arc;

use proof::Digest;
use proof::log::Extra;
use servicing::{Command, Decision, LoggedOrder, LoggedOrderError};
use store::rows::{LeafRow, Restricts};
use store::{Commit, CommitError, StoreError};
use tokio::task::JoinSet;

use super::LogFailure;
use crate::{App, ExecuteError};

/// Orders that are looked at together.
const PAGE: u32 = 512;
/// How many contracts are told at the same time. Their commits share a write to disk.
const AT_ONCE: usize = 16;

/// Tells every contract whose restriction has its place in the log; how many. What fails is tried again with
/// the next look.
pub(super) async fn tell(app: &Arc<App>) -> Result<usize, LogFailure> {
    let mut told = 0;
    loop {
        let rows = app.store.placed_leaves(PAGE).await?;
        let (wanted, before) = (rows.len(), told);
        let mut running = JoinSet::new();
        for (row, proof) in prove(app, rows).await? {
            if running.len() >= AT_ONCE {
                told += took(running.join_next().await);
            }
            let app = Arc::clone(app);
            running.spawn(async move { tell_one(&app, &row, proof).await });
        }
        while !running.is_empty() {
            told += took(running.join_next().await);
        }
        if wanted == 0 || told - before < wanted {
            return Ok(told);
        }
    }
}

fn took(joined: Option<Result<bool, tokio::task::JoinError>>) -> usize {
    match joined {
        Some(Ok(told)) => usize::from(told),
        Some(Err(error)) => {
            tracing::error!(%error, "telling of a log entry died");
            0
        }
        None => 0,
    }
}

/// The proof of each entry under the newest checkpoint.
async fn prove(app: &App, rows: Vec<LeafRow>) -> Result<Vec<(LeafRow, String)>, LogFailure> {
    let reader = app.log.reader();
    let salted: Vec<_> = rows.into_iter().map(|row| (app.log.salt(&Digest(row.document)), row)).collect();
    let proved = tokio::task::spawn_blocking(move || {
        let proofs = salted.into_iter().filter_map(|(salt, row)| {
            let extra = Extra::new(salt, row.entry.clone()).to_bytes();
            Some(reader.proof_text(row.place?, extra).map(|proof| (row, proof)))
        });
        proofs.collect::<Result<_, _>>()
    });
    Ok(proved.await??)
}

/// Whether nobody waits to hear of this entry any more.
async fn tell_one(app: &App, row: &LeafRow, proof: String) -> bool {
    match order(app, row, proof).await {
        Ok(()) => true,
        Err(Untold::ForNow(why)) => {
            tracing::warn!(entry = %row.id, why, "a logged restriction waits");
            false
        }
        Err(Untold::ForGood(why)) => {
            tracing::error!(entry = %row.id, why, "a logged restriction has no order to it");
            app.store.finish_leaf(row.id).await.is_ok()
        }
    }
}

enum Untold {
    ForNow(String),
    ForGood(String),
}

async fn order(app: &App, row: &LeafRow, proof: String) -> Result<(), Untold> {
    let (Some(lender), Some(contract)) = (row.lender, row.contract) else {
        return Err(Untold::ForGood("it belongs to no contract".to_owned()));
    };
    let lender = app.lender(lender).await?.ok_or_else(|| Untold::ForGood("no such lender".to_owned()))?;
    let warrant = app.store.document(contract, "warrant", row.document).await?;
    let warrant = warrant.ok_or_else(|| Untold::ForGood("its warrant is missing".to_owned()))?;
    // As the lender's devices will check it.
    let order = LoggedOrder::verify(warrant.bytes, proof, &lender.authority.trust().log())?;
    let id = row.id;
    let amend = |decision: &Decision, commit: &mut Commit| {
        commit.leaf_done = Some(id);
        // The log may have stood still for long: who was frozen meanwhile restricts nobody by what was decided
        // before.
        commit.restricts = restricts(decision).then_some(Restricts::Renewal);
    };
    app.execute(&lender, contract, Command::OrderLogged(Box::new(order)), &amend).await?;
    Ok(())
}

/// Whether the device is told a restriction.
fn restricts(decision: &Decision) -> bool {
    decision.standing.as_ref().is_some_and(|order| order.standing.body.level.is_restricted())
}

impl From<StoreError> for Untold {
    fn from(error: StoreError) -> Self {
        Self::ForNow(error.to_string())
    }
}

impl From<LoggedOrderError> for Untold {
    fn from(error: LoggedOrderError) -> Self {
        match error {
            LoggedOrderError::Warrant(_) => Self::ForGood(error.to_string()),
            LoggedOrderError::Log(_) => Self::ForNow(error.to_string()),
        }
    }
}

impl From<ExecuteError> for Untold {
    fn from(error: ExecuteError) -> Self {
        match error {
            // What a freeze withholds is ordered anew when its warrant is to be renewed.
            ExecuteError::NotFound
            | ExecuteError::Refused(_)
            | ExecuteError::Violation(_)
            | ExecuteError::Commit(CommitError::Withheld(_)) => Self::ForGood(error.to_string()),
            other => Self::ForNow(other.to_string()),
        }
    }
}
