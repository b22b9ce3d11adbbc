use async_trait::async_trait;
use ident::{DeviceId, LenderId, SessionId};
use jiff::Timestamp;
use rusqlite::{Connection, Row, params};

use super::query::{all, one, run};
use super::value::{Sql, get, get_opt};
use super::{SqliteStore, sessions, standings};
use crate::rows::{DeviceRow, SessionRow, StandingRow, Touch};
use crate::traits::DeviceStore;
use crate::{Page, StoreError, check};

macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT id, lender_id, contract_id, data, created_at, last_seen_at FROM devices ", $rest)
    };
}

fn read(row: &Row<'_>) -> rusqlite::Result<DeviceRow> {
    Ok(DeviceRow {
        id: get(row, 0)?,
        lender: get(row, 1)?,
        contract: get(row, 2)?,
        data: row.get(3)?,
        created_at: get(row, 4)?,
        last_seen_at: get_opt(row, 5)?,
    })
}

/// Identity, lender and time of creation stay; last seen never goes back.
pub(super) fn put(c: &Connection, device: &DeviceRow) -> Result<(), StoreError> {
    let written = run(
        c,
        "INSERT INTO devices (id, lender_id, contract_id, data, created_at, last_seen_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (id) DO UPDATE SET contract_id = excluded.contract_id, data = excluded.data
         WHERE devices.lender_id = excluded.lender_id",
        params![
            Sql(device.id),
            Sql(device.lender),
            Sql(device.contract),
            device.data,
            Sql(device.created_at),
            device.last_seen_at.map(Sql)
        ],
    )?;
    if written != 1 {
        return Err(StoreError::Invalid("a device of another lender".into()));
    }
    device.last_seen_at.map_or(Ok(()), |at| seen(c, device.id, at))
}

fn seen(c: &Connection, device: DeviceId, at: Timestamp) -> Result<(), StoreError> {
    let sql = "UPDATE devices SET last_seen_at = ?2
        WHERE id = ?1 AND (last_seen_at IS NULL OR last_seen_at < ?2)";
    run(c, sql, params![Sql(device), Sql(at)]).map(|_| ())
}

#[async_trait]
impl DeviceStore for SqliteStore {
    async fn device(&self, id: DeviceId) -> Result<Option<DeviceRow>, StoreError> {
        self.read(move |c| one(c, select!("WHERE id = ?1"), [Sql(id)], read)).await
    }

    async fn devices(&self, lender: LenderId, page: Page<DeviceId>) -> Result<Vec<DeviceRow>, StoreError> {
        let after = page.after.unwrap_or(DeviceId::from_bytes([0; 16]));
        self.read(move |c| {
            let sql = select!("WHERE lender_id = ?1 AND id > ?2 ORDER BY id LIMIT ?3");
            all(c, sql, params![Sql(lender), Sql(after), page.limit], read)
        })
        .await
    }

    async fn session(&self, id: SessionId) -> Result<Option<SessionRow>, StoreError> {
        self.read(move |c| sessions::find(c, id)).await
    }

    async fn put_session(&self, session: SessionRow) -> Result<(), StoreError> {
        self.write(move |c| sessions::put(c, &session)).await
    }

    async fn purge_sessions(&self, lender: LenderId, expired_before: Timestamp) -> Result<u64, StoreError> {
        self.write(move |c| sessions::purge(c, lender, expired_before)).await
    }

    async fn touch_devices(&self, touches: Vec<Touch>) -> Result<(), StoreError> {
        check::touches(&touches)?;
        self.write(move |c| {
            for touch in &touches {
                seen(c, touch.device, touch.at)?;
                sessions::count(c, touch)?;
            }
            Ok(())
        })
        .await
    }

    async fn current_standing(&self, device: DeviceId) -> Result<Option<StandingRow>, StoreError> {
        self.read(move |c| standings::current(c, device)).await
    }
}
