use ident::{LenderId, SessionId};
use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::query::{one, run};
use super::value::{Sql, get};
use crate::rows::{SessionRow, Touch};
use crate::{Hidden, StoreError};

pub(super) fn find(c: &Connection, id: SessionId) -> Result<Option<SessionRow>, StoreError> {
    let sql = "SELECT device_id, lender_id, contract_id, key, expires_at, counter
        FROM sessions WHERE id = ?1";
    one(c, sql, [Sql(id)], |row| {
        Ok(SessionRow {
            id,
            device: get(row, 0)?,
            lender: get(row, 1)?,
            contract: get(row, 2)?,
            key: Hidden(row.get(3)?),
            expires_at: get(row, 4)?,
            counter: get(row, 5)?,
        })
    })
}

/// The counter of a known session never goes back; its device stays.
pub(super) fn put(c: &Connection, session: &SessionRow) -> Result<(), StoreError> {
    let written = run(
        c,
        "INSERT INTO sessions (id, device_id, lender_id, contract_id, key, expires_at, counter)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (id) DO UPDATE SET contract_id = excluded.contract_id, key = excluded.key,
             expires_at = excluded.expires_at,
             counter = CASE WHEN excluded.counter > sessions.counter
                 THEN excluded.counter ELSE sessions.counter END
         WHERE sessions.device_id = excluded.device_id AND sessions.lender_id = excluded.lender_id",
        params![
            Sql(session.id),
            Sql(session.device),
            Sql(session.lender),
            Sql(session.contract),
            session.key.0,
            Sql(session.expires_at),
            Sql(session.counter)
        ],
    )?;
    if written == 1 { Ok(()) } else { Err(StoreError::Invalid("a session of another device".into())) }
}

pub(super) fn count(c: &Connection, touch: &Touch) -> Result<(), StoreError> {
    let sql = "UPDATE sessions SET counter = ?3 WHERE id = ?1 AND device_id = ?2 AND counter < ?3";
    run(c, sql, params![Sql(touch.session), Sql(touch.device), Sql(touch.counter)]).map(|_| ())
}

pub(super) fn purge(c: &Connection, lender: LenderId, expired_before: Timestamp) -> Result<u64, StoreError> {
    let sql = "DELETE FROM sessions WHERE expires_at < ?1 AND lender_id = ?2";
    let removed = run(c, sql, params![Sql(expired_before), Sql(lender)])?;
    Ok(u64::try_from(removed).unwrap_or(u64::MAX))
}
