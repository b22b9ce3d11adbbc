use async_trait::async_trait;
use ident::{ContractId, LenderId};
use rusqlite::{Connection, params};

use super::SqliteStore;
use super::query::{all, run};
use super::value::{Sql, get, get_opt};
use crate::StoreError;
use crate::rows::{BalanceRow, LineRow, PostingRow};
use crate::traits::LedgerStore;

/// The owner is the contract, or the payment in suspense.
pub(super) fn insert(
    c: &Connection,
    posting: &PostingRow,
    lender: LenderId,
    owner: &[u8; 16],
) -> Result<(), StoreError> {
    run(
        c,
        "INSERT INTO postings (owner_id, number, lender_id, kind, booked_at, value_on, payment_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            owner,
            Sql(posting.number),
            Sql(lender),
            posting.kind,
            Sql(posting.booked_at),
            posting.value_on,
            posting.cause.map(Sql)
        ],
    )?;
    for (index, line) in (0_i64..).zip(&posting.lines) {
        run(
            c,
            "INSERT INTO posting_lines (owner_id, number, line, lender_id, account, debit, minor, currency)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                owner,
                Sql(posting.number),
                index,
                Sql(lender),
                line.account,
                line.debit,
                line.minor,
                line.currency
            ],
        )?;
    }
    Ok(())
}

fn list(c: &Connection, contract: ContractId) -> Result<Vec<PostingRow>, StoreError> {
    let sql = "SELECT number, kind, booked_at, value_on, payment_id FROM postings
        WHERE owner_id = ?1 ORDER BY number";
    let mut postings = all(c, sql, [Sql(contract)], |row| {
        Ok(PostingRow {
            contract: Some(contract),
            number: get(row, 0)?,
            kind: row.get(1)?,
            booked_at: get(row, 2)?,
            value_on: row.get(3)?,
            cause: get_opt(row, 4)?,
            lines: Vec::new(),
        })
    })?;
    let sql = "SELECT account, debit, minor, currency FROM posting_lines
        WHERE owner_id = ?1 AND number = ?2 ORDER BY line";
    for posting in &mut postings {
        posting.lines = all(c, sql, params![Sql(contract), Sql(posting.number)], |row| {
            Ok(LineRow {
                account: row.get(0)?,
                debit: row.get(1)?,
                minor: row.get(2)?,
                currency: row.get(3)?,
            })
        })?;
    }
    Ok(postings)
}

#[async_trait]
impl LedgerStore for SqliteStore {
    async fn postings(&self, contract: ContractId) -> Result<Vec<PostingRow>, StoreError> {
        self.read(move |c| list(c, contract)).await
    }

    async fn lender_balances(&self, lender: LenderId) -> Result<Vec<BalanceRow>, StoreError> {
        let sql = "SELECT account, currency, SUM(CASE debit WHEN 1 THEN minor ELSE 0 END),
                SUM(CASE debit WHEN 0 THEN minor ELSE 0 END)
            FROM posting_lines WHERE lender_id = ?1
            GROUP BY account, currency ORDER BY account, currency";
        self.read(move |c| {
            all(c, sql, [Sql(lender)], |row| {
                Ok(BalanceRow {
                    account: row.get(0)?,
                    currency: row.get(1)?,
                    debit_minor: row.get(2)?,
                    credit_minor: row.get(3)?,
                })
            })
        })
        .await
    }
}
