use async_trait::async_trait;
use ident::{EndpointId, LenderId};
use rusqlite::{Connection, Row, params};

use super::SqliteStore;
use super::query::{all, one, run};
use super::value::{Sql, get, get_opt};
use crate::rows::{EndpointRow, LenderRow};
use crate::traits::LenderStore;
use crate::{Hidden, StoreError};

macro_rules! select_endpoint {
    ($rest:literal) => {
        concat!("SELECT lender_id, id, url, secret, events, created_at, disabled_at FROM endpoints ", $rest)
    };
}

fn read(row: &Row<'_>) -> rusqlite::Result<LenderRow> {
    Ok(LenderRow {
        id: get(row, 0)?,
        name: row.get(1)?,
        created_at: get(row, 2)?,
        settings: row.get(3)?,
        version: get(row, 4)?,
    })
}

fn read_endpoint(row: &Row<'_>) -> rusqlite::Result<EndpointRow> {
    Ok(EndpointRow {
        lender: get(row, 0)?,
        id: get(row, 1)?,
        url: row.get(2)?,
        secret: Hidden(row.get(3)?),
        events: row.get(4)?,
        created_at: get(row, 5)?,
        disabled_at: get_opt(row, 6)?,
    })
}

fn put(c: &Connection, lender: &LenderRow) -> Result<(), StoreError> {
    let before = lender.version.checked_sub(1).ok_or(StoreError::Conflict)?;
    let written = if before == 0 {
        run(
            c,
            "INSERT INTO lenders (id, name, created_at, settings, version) VALUES (?1, ?2, ?3, ?4, 1)
             ON CONFLICT (id) DO NOTHING",
            params![Sql(lender.id), lender.name, Sql(lender.created_at), lender.settings],
        )?
    } else {
        run(
            c,
            "UPDATE lenders SET name = ?3, settings = ?4, version = ?5 WHERE id = ?1 AND version = ?2",
            params![Sql(lender.id), Sql(before), lender.name, lender.settings, Sql(lender.version)],
        )?
    };
    if written == 1 { Ok(()) } else { Err(StoreError::Conflict) }
}

fn put_endpoint(c: &Connection, endpoint: &EndpointRow) -> Result<(), StoreError> {
    run(
        c,
        "INSERT INTO endpoints (lender_id, id, url, secret, events, created_at, disabled_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (lender_id, id) DO UPDATE SET url = excluded.url, secret = excluded.secret,
             events = excluded.events, disabled_at = excluded.disabled_at",
        params![
            Sql(endpoint.lender),
            Sql(endpoint.id),
            endpoint.url,
            endpoint.secret.0,
            endpoint.events,
            Sql(endpoint.created_at),
            endpoint.disabled_at.map(Sql)
        ],
    )?;
    Ok(())
}

#[async_trait]
impl LenderStore for SqliteStore {
    async fn put_lender(&self, lender: LenderRow) -> Result<(), StoreError> {
        self.write(move |c| put(c, &lender)).await
    }

    async fn lender(&self, id: LenderId) -> Result<Option<LenderRow>, StoreError> {
        let sql = "SELECT id, name, created_at, settings, version FROM lenders WHERE id = ?1";
        self.read(move |c| one(c, sql, [Sql(id)], read)).await
    }

    async fn lenders(&self) -> Result<Vec<LenderRow>, StoreError> {
        let sql = "SELECT id, name, created_at, settings, version FROM lenders ORDER BY id";
        self.read(move |c| all(c, sql, [], read)).await
    }

    async fn put_endpoint(&self, endpoint: EndpointRow) -> Result<(), StoreError> {
        self.write(move |c| put_endpoint(c, &endpoint)).await
    }

    async fn endpoints(&self, lender: LenderId) -> Result<Vec<EndpointRow>, StoreError> {
        let sql = select_endpoint!("WHERE lender_id = ?1 ORDER BY id");
        self.read(move |c| all(c, sql, [Sql(lender)], read_endpoint)).await
    }

    async fn endpoint(&self, lender: LenderId, id: EndpointId) -> Result<Option<EndpointRow>, StoreError> {
        let sql = select_endpoint!("WHERE lender_id = ?1 AND id = ?2");
        self.read(move |c| one(c, sql, params![Sql(lender), Sql(id)], read_endpoint)).await
    }
}
