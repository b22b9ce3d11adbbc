use async_trait::async_trait;
use ident::LenderId;
use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::SqliteStore;
use super::query::{one, run};
use super::value::Sql;
use crate::StoreError;
use crate::rows::{Begin, IdempotencyBegin, IdempotencyDone};
use crate::traits::IdempotencyStore;

/// Takes a free key, or one whose holder died.
fn take(c: &Connection, begin: &IdempotencyBegin) -> Result<bool, StoreError> {
    let taken = run(
        c,
        "INSERT INTO idempotency (lender_id, key, digest, begun_at) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (lender_id, key) DO UPDATE SET begun_at = excluded.begun_at
         WHERE idempotency.status IS NULL AND idempotency.begun_at < ?5
             AND idempotency.digest = excluded.digest",
        params![Sql(begin.lender), begin.key, begin.digest, Sql(begin.now), Sql(begin.stale_before)],
    )?;
    Ok(taken == 1)
}

fn begin(c: &Connection, begin: &IdempotencyBegin) -> Result<Begin, StoreError> {
    if take(c, begin)? {
        return Ok(Begin::Fresh);
    }
    let sql = "SELECT digest, status, content_type, body FROM idempotency
        WHERE lender_id = ?1 AND key = ?2";
    let known = one(c, sql, params![Sql(begin.lender), begin.key], |row| {
        let digest: [u8; 32] = row.get(0)?;
        Ok(match row.get::<_, Option<u16>>(1)? {
            _ if digest != begin.digest => Begin::Mismatch,
            None => Begin::InFlight,
            Some(status) => Begin::Replay { status, content_type: row.get(2)?, body: row.get(3)? },
        })
    })?;
    known.ok_or(StoreError::Conflict)
}

/// Keeps the answer of the try that holds the key; whether it does.
pub(super) fn finish(c: &Connection, done: &IdempotencyDone) -> Result<bool, StoreError> {
    let finished = run(
        c,
        "UPDATE idempotency SET status = ?4, content_type = ?5, body = ?6
         WHERE lender_id = ?1 AND key = ?2 AND begun_at = ?3 AND status IS NULL",
        params![Sql(done.lender), done.key, Sql(done.begun_at), done.status, done.content_type, done.body],
    )?;
    Ok(finished == 1)
}

#[async_trait]
impl IdempotencyStore for SqliteStore {
    async fn begin_idempotency(&self, request: IdempotencyBegin) -> Result<Begin, StoreError> {
        self.write(move |c| begin(c, &request)).await
    }

    async fn finish_idempotency(&self, done: IdempotencyDone) -> Result<bool, StoreError> {
        self.write(move |c| finish(c, &done)).await
    }

    async fn forget_idempotency(
        &self,
        lender: LenderId,
        key: &str,
        begun_at: Timestamp,
    ) -> Result<bool, StoreError> {
        let key = key.to_owned();
        let sql = "DELETE FROM idempotency
            WHERE lender_id = ?1 AND key = ?2 AND begun_at = ?3 AND status IS NULL";
        self.write(move |c| Ok(run(c, sql, params![Sql(lender), key, Sql(begun_at)])? == 1)).await
    }

    async fn purge_idempotency(&self, begun_before: Timestamp) -> Result<u64, StoreError> {
        self.write(move |c| {
            let removed = run(c, "DELETE FROM idempotency WHERE begun_at < ?1", [Sql(begun_before)])?;
            Ok(u64::try_from(removed).unwrap_or(u64::MAX))
        })
        .await
    }
}
