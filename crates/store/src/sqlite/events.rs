use ident::{ContractId, EventId, LenderId};
use rusqlite::{Connection, Row, params};

use super::query::{all, run};
use super::value::{Sql, get};
use crate::rows::EventRow;
use crate::{Page, StoreError};

fn read(row: &Row<'_>) -> rusqlite::Result<EventRow> {
    let of_contract: bool = row.get(2)?;
    Ok(EventRow {
        id: get(row, 1)?,
        contract: if of_contract { Some(get(row, 0)?) } else { None },
        lender: get(row, 3)?,
        seq: get(row, 4)?,
        at: get(row, 5)?,
        kind: row.get(6)?,
        data: row.get(7)?,
    })
}

pub(super) fn insert(c: &Connection, event: &EventRow) -> Result<(), StoreError> {
    let owner = event.contract.map_or(*event.lender.as_bytes(), |contract| *contract.as_bytes());
    run(
        c,
        "INSERT INTO events (owner_id, id, of_contract, lender_id, seq, at, kind, data)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            owner,
            Sql(event.id),
            event.contract.is_some(),
            Sql(event.lender),
            Sql(event.seq),
            Sql(event.at),
            event.kind,
            event.data
        ],
    )?;
    Ok(())
}

pub(super) fn timeline(
    c: &Connection,
    contract: ContractId,
    after_seq: u64,
    limit: u32,
) -> Result<Vec<EventRow>, StoreError> {
    let sql = "SELECT owner_id, id, of_contract, lender_id, seq, at, kind, data FROM events
        WHERE owner_id = ?1 AND of_contract = 1 AND seq > ?2 ORDER BY seq LIMIT ?3";
    all(c, sql, params![Sql(contract), Sql(after_seq), limit], read)
}

pub(super) fn feed(
    c: &Connection,
    lender: LenderId,
    page: Page<EventId>,
) -> Result<Vec<EventRow>, StoreError> {
    let after = page.after.unwrap_or(EventId::from_bytes([0; 16]));
    let sql = "SELECT owner_id, id, of_contract, lender_id, seq, at, kind, data FROM events
        WHERE lender_id = ?1 AND id > ?2 ORDER BY id LIMIT ?3";
    all(c, sql, params![Sql(lender), Sql(after), page.limit], read)
}
