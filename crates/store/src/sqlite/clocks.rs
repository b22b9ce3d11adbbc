use async_trait::async_trait;
use ident::LenderId;
use jiff::Timestamp;
use rusqlite::params;

use super::SqliteStore;
use super::query::{one, run};
use super::value::{Sql, get};
use crate::StoreError;
use crate::traits::ClockStore;

#[async_trait]
impl ClockStore for SqliteStore {
    async fn test_clock(&self, lender: LenderId) -> Result<Option<Timestamp>, StoreError> {
        let sql = "SELECT now FROM test_clocks WHERE lender_id = ?1";
        self.read(move |c| one(c, sql, [Sql(lender)], |row| get(row, 0))).await
    }

    async fn set_test_clock(&self, lender: LenderId, now: Timestamp) -> Result<(), StoreError> {
        let sql = "INSERT INTO test_clocks (lender_id, now) VALUES (?1, ?2)
            ON CONFLICT (lender_id) DO UPDATE SET now = excluded.now WHERE excluded.now >= test_clocks.now";
        self.write(move |c| match run(c, sql, params![Sql(lender), Sql(now)])? {
            1 => Ok(()),
            _ => Err(StoreError::ClockBack),
        })
        .await
    }
}
