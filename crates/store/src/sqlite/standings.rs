use ident::DeviceId;
use rusqlite::{Connection, params};

use super::query::{one, run};
use super::value::{Sql, get};
use crate::rows::StandingRow;
use crate::{CommitError, StoreError};

/// A higher sequence replaces all before; any other is refused.
pub(super) fn replace(c: &Connection, standing: &StandingRow) -> Result<(), CommitError> {
    let replaced = run(
        c,
        "INSERT INTO standings (device_id, seq, bytes, level, at) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (device_id) DO UPDATE SET seq = excluded.seq, bytes = excluded.bytes,
             level = excluded.level, at = excluded.at
         WHERE excluded.seq > standings.seq",
        params![Sql(standing.device), Sql(standing.seq), standing.bytes, standing.level, Sql(standing.at)],
    )?;
    if replaced == 1 { Ok(()) } else { Err(CommitError::StandingNotNewer) }
}

pub(super) fn current(c: &Connection, device: DeviceId) -> Result<Option<StandingRow>, StoreError> {
    let sql = "SELECT seq, bytes, level, at FROM standings WHERE device_id = ?1";
    one(c, sql, [Sql(device)], |row| {
        Ok(StandingRow {
            device,
            seq: get(row, 0)?,
            bytes: row.get(1)?,
            level: row.get(2)?,
            at: get(row, 3)?,
        })
    })
}
