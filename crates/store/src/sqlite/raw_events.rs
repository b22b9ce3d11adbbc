use ident::{LenderId, RawEventId};
use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::query::{all, one, run};
use super::value::{Sql, get};
use crate::StoreError;
use crate::rows::RawEventRow;

// The state is written out, as the partial index is used only for this very text.
pub(super) const UNFINISHED: &str = "SELECT id, lender_id, rail, received_at, headers, body, state
    FROM raw_events WHERE state = 'received' AND received_at < ?1 ORDER BY received_at, id LIMIT ?2";

/// Few requests are unfinished at a time, so the lender needs no place in the index.
pub(super) const OLDEST_UNFINISHED: &str = "SELECT received_at FROM raw_events
    WHERE state = 'received' AND lender_id = ?1 ORDER BY received_at LIMIT 1";

pub(super) fn insert(c: &Connection, event: &RawEventRow) -> Result<(), StoreError> {
    run(
        c,
        "INSERT INTO raw_events (id, lender_id, rail, received_at, headers, body, state)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            Sql(event.id),
            Sql(event.lender),
            event.rail,
            Sql(event.received_at),
            event.headers,
            event.body,
            event.state
        ],
    )?;
    Ok(())
}

/// The first outcome stays; whether this is it.
pub(super) fn finish(c: &Connection, id: RawEventId, outcome: &str) -> Result<bool, StoreError> {
    let sql = "UPDATE raw_events SET state = ?2 WHERE id = ?1 AND state = 'received'";
    Ok(run(c, sql, params![Sql(id), outcome])? == 1)
}

pub(super) fn unfinished(
    c: &Connection,
    older_than: Timestamp,
    limit: u32,
) -> Result<Vec<RawEventRow>, StoreError> {
    all(c, UNFINISHED, params![Sql(older_than), limit], |row| {
        Ok(RawEventRow {
            id: get(row, 0)?,
            lender: get(row, 1)?,
            rail: row.get(2)?,
            received_at: get(row, 3)?,
            headers: row.get(4)?,
            body: row.get(5)?,
            state: row.get(6)?,
        })
    })
}

pub(super) fn oldest_unfinished(c: &Connection, lender: LenderId) -> Result<Option<Timestamp>, StoreError> {
    one(c, OLDEST_UNFINISHED, [Sql(lender)], |row| get(row, 0))
}
