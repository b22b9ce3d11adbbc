use ident::LenderId;
use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::query::{all, run};
use super::value::{Sql, get};
use super::{entries, ledger_days};
use crate::StoreError;
use crate::rows::{BalanceRow, BookHead, ClosingRow};

/// Freezes the trial balance and ends the period, in the writer: no entry can slip in between.
pub(super) fn close(
    c: &Connection,
    lender: LenderId,
    through: i32,
    closed_at: Timestamp,
) -> Result<ClosingRow, StoreError> {
    let head = entries::head(c, lender)?;
    if head.closed_through.is_some_and(|closed| closed >= through) {
        return Err(StoreError::Conflict);
    }
    let balances = ledger_days::balances(c, lender, through)?;
    run(
        c,
        "INSERT INTO book_closings (lender_id, through, closed_at, entries, head) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![Sql(lender), through, Sql(closed_at), Sql(head.entries), head.hash],
    )?;
    for row in &balances {
        freeze(c, lender, through, row)?;
    }
    entries::put_head(c, lender, &BookHead { closed_through: Some(through), ..head })?;
    Ok(ClosingRow { lender, through, closed_at, entries: head.entries, head: head.hash, balances })
}

fn freeze(c: &Connection, lender: LenderId, through: i32, row: &BalanceRow) -> Result<(), StoreError> {
    run(
        c,
        "INSERT INTO book_closing_balances (lender_id, through, account, currency, debit, credit)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            Sql(lender),
            through,
            row.account,
            row.currency,
            ledger_days::bytes(row.debit_minor),
            ledger_days::bytes(row.credit_minor)
        ],
    )?;
    Ok(())
}

/// A lender's closings, oldest first.
pub(super) fn list(c: &Connection, lender: LenderId) -> Result<Vec<ClosingRow>, StoreError> {
    let sql = "SELECT through, closed_at, entries, head FROM book_closings
        WHERE lender_id = ?1 ORDER BY through";
    let mut closings = all(c, sql, [Sql(lender)], |row| {
        Ok(ClosingRow {
            lender,
            through: row.get(0)?,
            closed_at: get(row, 1)?,
            entries: get(row, 2)?,
            head: row.get(3)?,
            balances: Vec::new(),
        })
    })?;
    for closing in &mut closings {
        closing.balances = balances(c, lender, closing.through)?;
    }
    Ok(closings)
}

fn balances(c: &Connection, lender: LenderId, through: i32) -> Result<Vec<BalanceRow>, StoreError> {
    let sql = "SELECT account, currency, debit, credit FROM book_closing_balances
        WHERE lender_id = ?1 AND through = ?2 ORDER BY account, currency";
    all(c, sql, params![Sql(lender), through], |row| {
        Ok(BalanceRow {
            account: row.get(0)?,
            currency: row.get(1)?,
            debit_minor: ledger_days::wide(row.get(2)?),
            credit_minor: ledger_days::wide(row.get(3)?),
        })
    })
}
