use ident::ContractId;
use rusqlite::{Connection, params};

use super::query::{all, run};
use super::value::{Sql, get};
use crate::StoreError;
use crate::rows::DocumentRow;

/// The same document again is no change.
pub(super) fn insert(c: &Connection, document: &DocumentRow) -> Result<(), StoreError> {
    run(
        c,
        "INSERT INTO documents (contract_id, kind, digest, bytes, at) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (contract_id, kind, digest) DO NOTHING",
        params![Sql(document.contract), document.kind, document.digest, document.bytes, Sql(document.at)],
    )?;
    Ok(())
}

pub(super) fn list(c: &Connection, contract: ContractId) -> Result<Vec<DocumentRow>, StoreError> {
    let sql = "SELECT kind, digest, bytes, at FROM documents
        WHERE contract_id = ?1 ORDER BY at, kind, digest";
    all(c, sql, [Sql(contract)], |row| {
        Ok(DocumentRow {
            contract,
            kind: row.get(0)?,
            digest: row.get(1)?,
            bytes: row.get(2)?,
            at: get(row, 3)?,
        })
    })
}
