use async_trait::async_trait;
use ident::{ContractId, EventId, LenderId};
use jiff::Timestamp;
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params, params_from_iter};

use super::query::{all, one, run};
use super::value::{Sql, get, get_opt};
use super::{SqliteStore, commit, documents, events, lookups, receipts};
use crate::rows::{ContractFilter, ContractRow, DocumentRow, EventRow, LookupKind, LookupRow, ReceiptRow};
use crate::traits::ContractStore;
use crate::{ClockId, Commit, CommitError, Page, StoreError, check};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, lender_id, version, status, clock, device_id, external_reference, next_action_at, ",
            "state, created_at, updated_at FROM contracts ",
            $rest
        )
    };
}

pub(super) const DUE: &str = select!(
    "WHERE clock = ?1 AND next_action_at <= ?2 AND (next_action_at, id) > (?3, ?4)
     ORDER BY next_action_at, id LIMIT ?5"
);

pub(super) const NEXT_DUE: &str = "SELECT next_action_at FROM contracts
    WHERE clock = ?1 AND next_action_at IS NOT NULL ORDER BY next_action_at LIMIT 1";

fn read(row: &Row<'_>) -> rusqlite::Result<ContractRow> {
    Ok(ContractRow {
        id: get(row, 0)?,
        lender: get(row, 1)?,
        version: get(row, 2)?,
        status: row.get(3)?,
        clock: get(row, 4)?,
        device: get(row, 5)?,
        external_reference: row.get(6)?,
        next_action_at: get_opt(row, 7)?,
        state: row.get(8)?,
        created_at: get(row, 9)?,
        updated_at: get(row, 10)?,
    })
}

/// Compare-and-set on the version. Identity, lender and time of creation stay.
pub(super) fn save(c: &Connection, row: &ContractRow, expected: u64) -> Result<(), CommitError> {
    let changed = if expected == 0 { insert(c, row)? } else { update(c, row, expected)? };
    if changed == 1 { Ok(()) } else { Err(CommitError::VersionConflict) }
}

fn insert(c: &Connection, row: &ContractRow) -> Result<usize, StoreError> {
    run(
        c,
        "INSERT INTO contracts (id, lender_id, version, status, clock, device_id, external_reference,
             next_action_at, state, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) ON CONFLICT (id) DO NOTHING",
        params![
            Sql(row.id),
            Sql(row.lender),
            Sql(row.version),
            row.status,
            Sql(row.clock),
            Sql(row.device),
            row.external_reference,
            row.next_action_at.map(Sql),
            row.state,
            Sql(row.created_at),
            Sql(row.updated_at)
        ],
    )
}

fn update(c: &Connection, row: &ContractRow, expected: u64) -> Result<usize, StoreError> {
    run(
        c,
        "UPDATE contracts SET version = ?4, status = ?5, clock = ?6, device_id = ?7,
             external_reference = ?8, next_action_at = ?9, state = ?10, updated_at = ?11
         WHERE id = ?1 AND lender_id = ?2 AND version = ?3",
        params![
            Sql(row.id),
            Sql(row.lender),
            Sql(expected),
            Sql(row.version),
            row.status,
            Sql(row.clock),
            Sql(row.device),
            row.external_reference,
            row.next_action_at.map(Sql),
            row.state,
            Sql(row.updated_at)
        ],
    )
}

/// Only the conditions that are asked for, so that each has its index.
fn list(
    c: &Connection,
    lender: LenderId,
    filter: ContractFilter,
    page: Page<ContractId>,
) -> Result<Vec<ContractRow>, StoreError> {
    let after = page.after.map_or([0; 16], |id| *id.as_bytes());
    let mut sql = String::from(select!("WHERE lender_id = ? AND id > ?"));
    let mut values = vec![Value::Blob(lender.as_bytes().to_vec()), Value::Blob(after.to_vec())];
    if let Some(imei) = filter.imei {
        let Some(holder) = lookups::find(c, LookupKind::Imei, &imei)? else { return Ok(Vec::new()) };
        sql.push_str(" AND id = ?");
        values.push(Value::Blob(holder.contract.as_bytes().to_vec()));
    }
    if let Some(status) = filter.status {
        sql.push_str(" AND status = ?");
        values.push(Value::Text(status));
    }
    if let Some(reference) = filter.external_reference {
        sql.push_str(" AND external_reference = ?");
        values.push(Value::Text(reference));
    }
    sql.push_str(" ORDER BY id LIMIT ?");
    values.push(Value::Integer(page.limit.into()));
    all(c, &sql, params_from_iter(values), read)
}

#[async_trait]
impl ContractStore for SqliteStore {
    async fn commit(&self, commit: Commit) -> Result<(), CommitError> {
        check::commit(&commit)?;
        self.write(move |c| commit::apply(c, &commit)).await
    }

    async fn contract(&self, id: ContractId) -> Result<Option<ContractRow>, StoreError> {
        self.read(move |c| one(c, select!("WHERE id = ?1"), [Sql(id)], read)).await
    }

    async fn contracts(
        &self,
        lender: LenderId,
        filter: ContractFilter,
        page: Page<ContractId>,
    ) -> Result<Vec<ContractRow>, StoreError> {
        self.read(move |c| list(c, lender, filter, page)).await
    }

    async fn due_contracts(
        &self,
        clock: ClockId,
        until: Timestamp,
        after: Option<(Timestamp, ContractId)>,
        limit: u32,
    ) -> Result<Vec<ContractRow>, StoreError> {
        let (at, id) = after.unwrap_or((Timestamp::MIN, ContractId::from_bytes([0; 16])));
        self.read(move |c| {
            let params = params![Sql(clock), Sql(until), Sql(at), Sql(id), limit];
            all(c, DUE, params, read)
        })
        .await
    }

    async fn next_due_at(&self, clock: ClockId) -> Result<Option<Timestamp>, StoreError> {
        self.read(move |c| one(c, NEXT_DUE, [Sql(clock)], |row| get(row, 0))).await
    }

    async fn events(
        &self,
        contract: ContractId,
        after_seq: u64,
        limit: u32,
    ) -> Result<Vec<EventRow>, StoreError> {
        self.read(move |c| events::timeline(c, contract, after_seq, limit)).await
    }

    async fn lender_events(
        &self,
        lender: LenderId,
        page: Page<EventId>,
    ) -> Result<Vec<EventRow>, StoreError> {
        self.read(move |c| events::feed(c, lender, page)).await
    }

    async fn documents(&self, contract: ContractId) -> Result<Vec<DocumentRow>, StoreError> {
        self.read(move |c| documents::list(c, contract)).await
    }

    async fn document(
        &self,
        contract: ContractId,
        kind: &str,
        digest: [u8; 32],
    ) -> Result<Option<DocumentRow>, StoreError> {
        let kind = kind.to_owned();
        self.read(move |c| documents::get(c, contract, &kind, digest)).await
    }

    async fn receipts(&self, contract: ContractId) -> Result<Vec<ReceiptRow>, StoreError> {
        self.read(move |c| receipts::list(c, contract)).await
    }

    async fn lookup(&self, kind: LookupKind, key: &str) -> Result<Option<LookupRow>, StoreError> {
        let key = key.to_owned();
        self.read(move |c| lookups::find(c, kind, &key)).await
    }
}
