use ident::ContractId;
use rusqlite::{Connection, Row, params};

use super::query::{all, one, run};
use super::value::{self, Sql};
use crate::StoreError;
use crate::rows::DocumentRow;

/// The same document again is no change.
pub(super) fn insert(c: &Connection, document: &DocumentRow) -> Result<(), StoreError> {
    run(
        c,
        "INSERT INTO documents (contract_id, kind, digest, bytes, at) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (contract_id, kind, digest) DO UPDATE SET bytes = excluded.bytes",
        params![Sql(document.contract), document.kind, document.digest, document.bytes, Sql(document.at)],
    )?;
    Ok(())
}

pub(super) fn list(c: &Connection, contract: ContractId) -> Result<Vec<DocumentRow>, StoreError> {
    let sql = "SELECT kind, digest, bytes, at FROM documents
        WHERE contract_id = ?1 ORDER BY at, kind, digest";
    all(c, sql, [Sql(contract)], |row| read(row, contract))
}

pub(super) fn get(
    c: &Connection,
    contract: ContractId,
    kind: &str,
    digest: [u8; 32],
) -> Result<Option<DocumentRow>, StoreError> {
    let sql = "SELECT kind, digest, bytes, at FROM documents
        WHERE contract_id = ?1 AND kind = ?2 AND digest = ?3";
    one(c, sql, params![Sql(contract), kind, digest], |row| read(row, contract))
}

fn read(row: &Row<'_>, contract: ContractId) -> rusqlite::Result<DocumentRow> {
    Ok(DocumentRow {
        contract,
        kind: row.get(0)?,
        digest: row.get(1)?,
        bytes: row.get(2)?,
        at: value::get(row, 3)?,
    })
}
