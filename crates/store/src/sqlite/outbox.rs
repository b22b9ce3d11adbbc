use async_trait::async_trait;
use ident::MessageId;
use jiff::Timestamp;
use rusqlite::{Connection, Row, params};

use super::SqliteStore;
use super::query::{all, one, run};
use super::value::{Sql, get, get_opt};
use crate::StoreError;
use crate::rows::{OutboxRow, OutboxStatus};
use crate::traits::OutboxStore;

pub(super) const READY: &str = "SELECT id FROM outbox
    WHERE topic = ?1 AND dead = 0 AND ready_at <= ?2 ORDER BY ready_at, id LIMIT ?3";

const LEASE: &str = "UPDATE outbox SET attempts = attempts + 1, leased = 1, ready_at = ?2
    WHERE id = ?1
    RETURNING id, lender_id, contract_id, topic, payload, ready_at, attempts, last_error";

fn read(row: &Row<'_>) -> rusqlite::Result<OutboxRow> {
    Ok(OutboxRow {
        id: get(row, 0)?,
        lender: get(row, 1)?,
        contract: get_opt(row, 2)?,
        topic: row.get(3)?,
        payload: row.get(4)?,
        due_at: get(row, 5)?,
        attempts: row.get(6)?,
        last_error: row.get(7)?,
    })
}

pub(super) fn insert(c: &Connection, message: &OutboxRow) -> Result<(), StoreError> {
    run(
        c,
        "INSERT INTO outbox (id, lender_id, contract_id, topic, payload, ready_at, leased, attempts,
             last_error, dead)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, ?7, ?8, 0)",
        params![
            Sql(message.id),
            Sql(message.lender),
            message.contract.map(Sql),
            message.topic,
            message.payload,
            Sql(message.due_at),
            message.attempts,
            message.last_error
        ],
    )?;
    Ok(())
}

fn claim(
    c: &Connection,
    topic: &str,
    now: Timestamp,
    lease_until: Timestamp,
    limit: u32,
) -> Result<Vec<OutboxRow>, StoreError> {
    let ready: Vec<MessageId> = all(c, READY, params![topic, Sql(now), limit], |row| get(row, 0))?;
    let lease = |id| one(c, LEASE, params![Sql(id), Sql(lease_until)], read);
    ready.into_iter().filter_map(|id| lease(id).transpose()).collect()
}

#[async_trait]
impl OutboxStore for SqliteStore {
    async fn claim_outbox(
        &self,
        topic: &str,
        now: Timestamp,
        lease_until: Timestamp,
        limit: u32,
    ) -> Result<Vec<OutboxRow>, StoreError> {
        let topic = topic.to_owned();
        self.write(move |c| claim(c, &topic, now, lease_until, limit)).await
    }

    async fn finish_outbox(&self, id: MessageId, attempt: u32) -> Result<bool, StoreError> {
        let sql = "DELETE FROM outbox WHERE id = ?1 AND attempts = ?2 AND leased = 1";
        self.write(move |c| Ok(run(c, sql, params![Sql(id), attempt])? == 1)).await
    }

    async fn retry_outbox(
        &self,
        id: MessageId,
        attempt: u32,
        due_at: Timestamp,
        error: &str,
    ) -> Result<bool, StoreError> {
        let sql = "UPDATE outbox SET leased = 0, ready_at = ?3, last_error = ?4
            WHERE id = ?1 AND attempts = ?2 AND leased = 1";
        let error = error.to_owned();
        self.write(move |c| Ok(run(c, sql, params![Sql(id), attempt, Sql(due_at), error])? == 1)).await
    }

    async fn give_up_outbox(&self, id: MessageId, attempt: u32, error: &str) -> Result<bool, StoreError> {
        let sql = "UPDATE outbox SET leased = 0, dead = 1, last_error = ?3
            WHERE id = ?1 AND attempts = ?2 AND leased = 1";
        let error = error.to_owned();
        self.write(move |c| Ok(run(c, sql, params![Sql(id), attempt, error])? == 1)).await
    }

    async fn outbox_status(&self) -> Result<Vec<OutboxStatus>, StoreError> {
        let sql = "SELECT topic, SUM(CASE dead WHEN 0 THEN 1 ELSE 0 END), SUM(dead),
                MIN(CASE dead WHEN 0 THEN ready_at END)
            FROM outbox GROUP BY topic ORDER BY topic";
        self.read(move |c| {
            all(c, sql, [], |row| {
                Ok(OutboxStatus {
                    topic: row.get(0)?,
                    pending: get(row, 1)?,
                    dead: get(row, 2)?,
                    oldest_due_at: get_opt(row, 3)?,
                })
            })
        })
        .await
    }
}
