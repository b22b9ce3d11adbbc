use async_trait::async_trait;
use ident::{ContractId, LeafId, LenderId};
use jiff::Timestamp;
use rusqlite::{Connection, Row, params};

use super::SqliteStore;
use super::query::{all, one, run};
use super::value::{Sql, get, get_opt};
use crate::rows::{LeafPlaced, LeafRow, LogQueue};
use crate::traits::LogStore;
use crate::{StoreError, check};

pub(super) const PENDING: &str =
    "SELECT id, lender_id, contract_id, kind, document, entry, at, queued_at, place
    FROM log_leaves WHERE place IS NULL ORDER BY id LIMIT ?1";
pub(super) const PLACED: &str =
    "SELECT id, lender_id, contract_id, kind, document, entry, at, queued_at, place
    FROM log_leaves WHERE place IS NOT NULL AND done = 0 AND place >= ?1 ORDER BY place LIMIT ?2";
pub(super) const SINCE: &str =
    "SELECT COUNT(*) FROM log_leaves WHERE lender_id = ?1 AND kind = ?2 AND at >= ?3";
const QUEUE: &str = "SELECT COUNT(*), MIN(queued_at) FROM log_leaves WHERE place IS NULL";
const LAST_PLACE: &str = "SELECT MAX(place) FROM log_leaves WHERE place IS NOT NULL";
const ONE: &str = "SELECT id, lender_id, contract_id, kind, document, entry, at, queued_at, place
    FROM log_leaves WHERE id = ?1";
const OF_CONTRACT: &str = "SELECT id, lender_id, contract_id, kind, document, entry, at, queued_at, place
    FROM log_leaves WHERE contract_id = ?1 ORDER BY id";

fn read(row: &Row<'_>) -> rusqlite::Result<LeafRow> {
    Ok(LeafRow {
        id: get(row, 0)?,
        lender: get_opt(row, 1)?,
        contract: get_opt(row, 2)?,
        kind: row.get(3)?,
        document: row.get(4)?,
        entry: row.get(5)?,
        at: get(row, 6)?,
        queued_at: get(row, 7)?,
        place: get_opt(row, 8)?,
    })
}

/// How many rows were added: none when the id is known.
pub(super) fn insert(c: &Connection, leaf: &LeafRow) -> Result<usize, StoreError> {
    run(
        c,
        "INSERT INTO log_leaves (id, lender_id, contract_id, kind, document, entry, at, queued_at, done)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0) ON CONFLICT (id) DO NOTHING",
        params![
            Sql(leaf.id),
            leaf.lender.map(Sql),
            leaf.contract.map(Sql),
            leaf.kind,
            leaf.document,
            leaf.entry,
            Sql(leaf.at),
            Sql(leaf.queued_at)
        ],
    )
}

/// As part of a commit, in which an id that is known is an error.
pub(super) fn append(c: &Connection, leaf: &LeafRow) -> Result<(), StoreError> {
    if insert(c, leaf)? == 1 { Ok(()) } else { Err(StoreError::Duplicate("log entry".to_owned())) }
}

pub(super) fn finish(c: &Connection, id: LeafId) -> Result<(), StoreError> {
    run(c, "UPDATE log_leaves SET done = 1 WHERE id = ?1 AND place IS NOT NULL", params![Sql(id)])?;
    Ok(())
}

fn place(c: &Connection, leaf: &LeafPlaced) -> Result<(), StoreError> {
    let sql = "UPDATE log_leaves SET place = ?2, done = ?3 WHERE id = ?1 AND place IS NULL";
    match run(c, sql, params![Sql(leaf.id), Sql(leaf.place), leaf.done]) {
        Ok(1) => return Ok(()),
        Ok(_) => {}
        Err(StoreError::Duplicate(_)) => return Err(StoreError::Conflict),
        Err(error) => return Err(error),
    }
    let known = one(c, ONE, params![Sql(leaf.id)], read)?.and_then(|row| row.place);
    if known == Some(leaf.place) { Ok(()) } else { Err(StoreError::Conflict) }
}

#[async_trait]
impl LogStore for SqliteStore {
    async fn queue_leaf(&self, leaf: LeafRow) -> Result<bool, StoreError> {
        check::public_leaf(&leaf)?;
        self.write(move |c| Ok(insert(c, &leaf)? == 1)).await
    }

    async fn pending_leaves(&self, limit: u32) -> Result<Vec<LeafRow>, StoreError> {
        self.read(move |c| all(c, PENDING, params![limit], read)).await
    }

    async fn mark_sequenced(&self, placed: Vec<LeafPlaced>) -> Result<(), StoreError> {
        check::places(&placed)?;
        self.write(move |c| placed.iter().try_for_each(|leaf| place(c, leaf))).await
    }

    async fn placed_leaves(&self, from: u64, limit: u32) -> Result<Vec<LeafRow>, StoreError> {
        check::number(from)?;
        self.read(move |c| all(c, PLACED, params![Sql(from), limit], read)).await
    }

    async fn finish_leaf(&self, id: LeafId) -> Result<(), StoreError> {
        self.write(move |c| finish(c, id)).await
    }

    async fn leaf(&self, id: LeafId) -> Result<Option<LeafRow>, StoreError> {
        self.read(move |c| one(c, ONE, params![Sql(id)], read)).await
    }

    async fn leaves_of(&self, contract: ContractId) -> Result<Vec<LeafRow>, StoreError> {
        self.read(move |c| all(c, OF_CONTRACT, params![Sql(contract)], read)).await
    }

    async fn restrictions_since(&self, lender: LenderId, since: Timestamp) -> Result<u64, StoreError> {
        self.read(move |c| {
            let params = params![Sql(lender), LeafRow::RESTRICTION, Sql(since)];
            Ok(one(c, SINCE, params, |row| get(row, 0))?.unwrap_or(0))
        })
        .await
    }

    async fn log_queue(&self) -> Result<LogQueue, StoreError> {
        self.read(|c| {
            let last: Option<u64> = one(c, LAST_PLACE, [], |row| get_opt(row, 0))?.flatten();
            let next_place = last.map_or(0, |place| place + 1);
            let read = |row: &Row<'_>| {
                Ok(LogQueue { pending: get(row, 0)?, oldest_queued_at: get_opt(row, 1)?, next_place })
            };
            Ok(one(c, QUEUE, [], read)?.unwrap_or_default())
        })
        .await
    }
}
