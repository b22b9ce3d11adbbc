use async_trait::async_trait;
use ident::{LenderId, PaymentId, RawEventId};
use jiff::Timestamp;
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params, params_from_iter};

use super::query::{all, one, run};
use super::value::{Sql, get, get_opt};
use super::{SqliteStore, commit, raw_events};
use crate::rows::{PaymentFilter, PaymentRow, RawEventRow};
use crate::traits::PaymentStore;
use crate::{CommitError, Page, PaymentMove, StoreError, SuspenseCommit, check};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT lender_id, id, rail, external_id, digest, kind, contract_id, minor, currency, ",
            "value_on, received_at, status, reference FROM payments ",
            $rest
        )
    };
}

fn read(row: &Row<'_>) -> rusqlite::Result<PaymentRow> {
    Ok(PaymentRow {
        lender: get(row, 0)?,
        id: get(row, 1)?,
        rail: row.get(2)?,
        external_id: row.get(3)?,
        digest: row.get(4)?,
        kind: row.get(5)?,
        contract: get_opt(row, 6)?,
        minor: row.get(7)?,
        currency: row.get(8)?,
        value_on: row.get(9)?,
        received_at: get(row, 10)?,
        status: row.get(11)?,
        reference: row.get(12)?,
    })
}

fn find(
    c: &Connection,
    lender: LenderId,
    rail: &str,
    external_id: &str,
) -> Result<Option<PaymentRow>, StoreError> {
    let sql = select!("WHERE lender_id = ?1 AND rail = ?2 AND external_id = ?3");
    one(c, sql, params![Sql(lender), rail, external_id], read)
}

/// I7: the second one of a (rail, external id) is answered with the first.
pub(super) fn insert(c: &Connection, row: &PaymentRow) -> Result<(), CommitError> {
    let inserted = run(
        c,
        "INSERT INTO payments (lender_id, id, rail, external_id, digest, kind, contract_id, minor,
             currency, value_on, received_at, status, reference)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
         ON CONFLICT (lender_id, rail, external_id) DO NOTHING",
        params![
            Sql(row.lender),
            Sql(row.id),
            row.rail,
            row.external_id,
            row.digest,
            row.kind,
            row.contract.map(Sql),
            row.minor,
            row.currency,
            row.value_on,
            Sql(row.received_at),
            row.status,
            row.reference
        ],
    )?;
    match inserted {
        1 => Ok(()),
        _ => match find(c, row.lender, &row.rail, &row.external_id)? {
            Some(known) => Err(CommitError::PaymentExists(Box::new(known))),
            None => Err(StoreError::Conflict.into()),
        },
    }
}

pub(super) fn change_status(
    c: &Connection,
    lender: LenderId,
    change: &PaymentMove,
) -> Result<(), CommitError> {
    let changed = run(
        c,
        "UPDATE payments SET status = ?4, contract_id = COALESCE(?5, contract_id)
         WHERE lender_id = ?1 AND id = ?2 AND status = ?3",
        params![Sql(lender), Sql(change.id), change.from, change.to, change.contract.map(Sql)],
    )?;
    if changed == 1 { Ok(()) } else { Err(CommitError::PaymentMoved(change.id)) }
}

/// Only the conditions that are asked for, so that each has its index.
fn list(
    c: &Connection,
    lender: LenderId,
    filter: PaymentFilter,
    page: Page<PaymentId>,
) -> Result<Vec<PaymentRow>, StoreError> {
    let after = page.after.map_or([0; 16], |id| *id.as_bytes());
    let mut sql = String::from(select!("WHERE lender_id = ? AND id > ?"));
    let mut values = vec![Value::Blob(lender.as_bytes().to_vec()), Value::Blob(after.to_vec())];
    if let Some(contract) = filter.contract {
        sql.push_str(" AND contract_id = ?");
        values.push(Value::Blob(contract.as_bytes().to_vec()));
    }
    if let Some(status) = filter.status {
        sql.push_str(" AND status = ?");
        values.push(Value::Text(status));
    }
    sql.push_str(" ORDER BY id LIMIT ?");
    values.push(Value::Integer(page.limit.into()));
    all(c, &sql, params_from_iter(values), read)
}

#[async_trait]
impl PaymentStore for SqliteStore {
    async fn commit_suspense(&self, commit: SuspenseCommit) -> Result<(), CommitError> {
        check::suspense(&commit)?;
        self.write(move |c| commit::apply_suspense(c, &commit)).await
    }

    async fn payment(
        &self,
        lender: LenderId,
        rail: &str,
        external_id: &str,
    ) -> Result<Option<PaymentRow>, StoreError> {
        let (rail, external_id) = (rail.to_owned(), external_id.to_owned());
        self.read(move |c| find(c, lender, &rail, &external_id)).await
    }

    async fn payment_by_id(&self, lender: LenderId, id: PaymentId) -> Result<Option<PaymentRow>, StoreError> {
        let sql = select!("WHERE lender_id = ?1 AND id = ?2");
        self.read(move |c| one(c, sql, params![Sql(lender), Sql(id)], read)).await
    }

    async fn payments(
        &self,
        lender: LenderId,
        filter: PaymentFilter,
        page: Page<PaymentId>,
    ) -> Result<Vec<PaymentRow>, StoreError> {
        self.read(move |c| list(c, lender, filter, page)).await
    }

    async fn store_raw_event(&self, event: RawEventRow) -> Result<(), StoreError> {
        self.write(move |c| raw_events::insert(c, &event)).await
    }

    async fn finish_raw_event(&self, id: RawEventId, outcome: &str) -> Result<bool, StoreError> {
        let outcome = outcome.to_owned();
        self.write(move |c| raw_events::finish(c, id, &outcome)).await
    }

    async fn unfinished_raw_events(
        &self,
        older_than: Timestamp,
        limit: u32,
    ) -> Result<Vec<RawEventRow>, StoreError> {
        self.read(move |c| raw_events::unfinished(c, older_than, limit)).await
    }

    async fn oldest_unfinished_raw_event(&self, lender: LenderId) -> Result<Option<Timestamp>, StoreError> {
        self.read(move |c| raw_events::oldest_unfinished(c, lender)).await
    }
}
