use ident::ContractId;
use rusqlite::{Connection, params};

use super::query::{all, one, run};
use super::value::{Sql, get};
use crate::rows::ReceiptRow;
use crate::{CommitError, StoreError};

/// The same receipt again is no change.
pub(super) fn insert(c: &Connection, receipt: &ReceiptRow) -> Result<(), CommitError> {
    let inserted = run(
        c,
        "INSERT INTO receipts (contract_id, device_id, counter, kind, at, bytes)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (contract_id, device_id, counter) DO NOTHING",
        params![
            Sql(receipt.contract),
            Sql(receipt.device),
            Sql(receipt.counter),
            receipt.kind,
            Sql(receipt.at),
            receipt.bytes
        ],
    )?;
    if inserted == 1 || known_bytes(c, receipt)?.as_ref() == Some(&receipt.bytes) {
        Ok(())
    } else {
        Err(CommitError::ReceiptConflict)
    }
}

fn known_bytes(c: &Connection, receipt: &ReceiptRow) -> Result<Option<Vec<u8>>, StoreError> {
    let sql = "SELECT bytes FROM receipts WHERE contract_id = ?1 AND device_id = ?2 AND counter = ?3";
    let params = params![Sql(receipt.contract), Sql(receipt.device), Sql(receipt.counter)];
    one(c, sql, params, |row| row.get(0))
}

pub(super) fn list(c: &Connection, contract: ContractId) -> Result<Vec<ReceiptRow>, StoreError> {
    let sql = "SELECT device_id, counter, kind, at, bytes FROM receipts
        WHERE contract_id = ?1 ORDER BY device_id, counter";
    all(c, sql, [Sql(contract)], |row| {
        Ok(ReceiptRow {
            contract,
            device: get(row, 0)?,
            counter: get(row, 1)?,
            kind: row.get(2)?,
            at: get(row, 3)?,
            bytes: row.get(4)?,
        })
    })
}
