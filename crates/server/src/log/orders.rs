use std::sync::Arc;

use proof::Digest;
use proof::log::Extra;
use servicing::{Command, Decision, LoggedOrder, LoggedOrderError};
use store::rows::{LeafRow, Restricts};
use store::{Commit, CommitError, StoreError};
use tlog::Reader;
use tokio::task::JoinSet;

use super::LogFailure;
use crate::{App, ExecuteError};

/// Orders that are looked at together.
const PAGE: u32 = 512;
/// How many contracts are told at the same time. Their commits share a write to disk.
const AT_ONCE: usize = 16;

/// How far those who wait were looked at.
#[derive(Debug, Default)]
pub(super) struct Cursor {
    /// Each below this place was tried at least once.
    tried: u64,
    /// From here on those that were tried in vain are tried again.
    again: u64,
}

/// Tells every contract whose restriction has its place in the log; how many. What was never tried goes first, so
/// that nothing that can't be told holds up another; then a page of what was tried in vain, in turn.
pub(super) async fn tell(
    app: &Arc<App>,
    reader: &Arc<Reader>,
    cursor: &mut Cursor,
) -> Result<usize, LogFailure> {
    let (mut told, old) = (0, cursor.tried);
    loop {
        let rows = app.store.placed_leaves(cursor.tried, PAGE).await?;
        let Some(end) = end_of(&rows) else { break };
        told += tell_all(app, reader, rows).await?;
        cursor.tried = end;
    }
    let mut rows = in_vain(app, cursor.again, old).await?;
    if rows.is_empty() && cursor.again > 0 {
        rows = in_vain(app, 0, old).await?;
    }
    cursor.again = end_of(&rows).unwrap_or_default();
    Ok(told + tell_all(app, reader, rows).await?)
}

async fn in_vain(app: &App, from: u64, end: u64) -> Result<Vec<LeafRow>, LogFailure> {
    let mut rows = app.store.placed_leaves(from, PAGE).await?;
    rows.retain(|row| row.place < Some(end));
    Ok(rows)
}

/// The place behind the last.
fn end_of(rows: &[LeafRow]) -> Option<u64> {
    rows.last()?.place?.checked_add(1)
}

async fn tell_all(app: &Arc<App>, reader: &Arc<Reader>, rows: Vec<LeafRow>) -> Result<usize, LogFailure> {
    let (mut told, mut running) = (0, JoinSet::new());
    for (row, proof) in prove(app, reader, rows).await? {
        if running.len() >= AT_ONCE {
            told += took(running.join_next().await);
        }
        let app = Arc::clone(app);
        running.spawn(async move { tell_one(&app, &row, proof).await });
    }
    while !running.is_empty() {
        told += took(running.join_next().await);
    }
    Ok(told)
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
async fn prove(
    app: &App,
    reader: &Arc<Reader>,
    rows: Vec<LeafRow>,
) -> Result<Vec<(LeafRow, String)>, LogFailure> {
    let reader = Arc::clone(reader);
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
