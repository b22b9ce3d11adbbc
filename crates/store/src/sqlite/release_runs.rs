use async_trait::async_trait;
use ident::LenderId;
use rusqlite::{Connection, Row, params};

use super::query::{all, one, run};
use super::value::{Sql, get, get_opt};
use super::{SqliteStore, approvals};
use crate::rows::ReleaseRunRow;
use crate::traits::ReleaseRunStore;
use crate::{News, StoreError, check};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT lender_id, reason, begun_at, after_id, released, finished_at FROM release_runs ",
            $rest
        )
    };
}

fn read(row: &Row<'_>) -> rusqlite::Result<ReleaseRunRow> {
    Ok(ReleaseRunRow {
        lender: get(row, 0)?,
        reason: row.get(1)?,
        begun_at: get(row, 2)?,
        after: get_opt(row, 3)?,
        released: get(row, 4)?,
        finished_at: get_opt(row, 5)?,
    })
}

fn put(c: &Connection, row: &ReleaseRunRow) -> Result<(), StoreError> {
    run(
        c,
        "INSERT INTO release_runs (lender_id, reason, begun_at, after_id, released, finished_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (lender_id) DO UPDATE SET reason = excluded.reason, begun_at = excluded.begun_at,
             after_id = excluded.after_id, released = excluded.released,
             finished_at = excluded.finished_at",
        params![
            Sql(row.lender),
            row.reason,
            Sql(row.begun_at),
            row.after.map(Sql),
            Sql(row.released),
            row.finished_at.map(Sql)
        ],
    )?;
    Ok(())
}

#[async_trait]
impl ReleaseRunStore for SqliteStore {
    async fn put_release_run(&self, row: ReleaseRunRow, news: News) -> Result<(), StoreError> {
        check::news(&news, row.lender)?;
        self.write(move |c| {
            put(c, &row)?;
            approvals::tell(c, &news)
        })
        .await
    }

    async fn release_run(&self, lender: LenderId) -> Result<Option<ReleaseRunRow>, StoreError> {
        self.read(move |c| one(c, select!("WHERE lender_id = ?1"), [Sql(lender)], read)).await
    }

    async fn unfinished_release_runs(&self) -> Result<Vec<ReleaseRunRow>, StoreError> {
        let sql = select!("WHERE finished_at IS NULL ORDER BY lender_id");
        self.read(move |c| all(c, sql, [], read)).await
    }
}
