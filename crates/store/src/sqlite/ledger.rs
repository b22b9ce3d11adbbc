use async_trait::async_trait;
use ident::{ContractId, LenderId};
use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::query::{all, run};
use super::value::{Sql, get, get_opt};
use super::{SqliteStore, closings, entries, ledger_days};
use crate::rows::{BalanceRow, BookHead, BooksRow, ClosingRow, EntryFilter, EntryRow, LineRow, PostingRow};
use crate::traits::LedgerStore;
use crate::{CommitError, Page, StoreError};

pub(super) use entries::{ENTRIES, adopt};

/// The owner is the contract, or the payment in suspense.
pub(super) fn append(
    c: &Connection,
    postings: &[PostingRow],
    lender: LenderId,
    owner: &[u8; 16],
) -> Result<(), CommitError> {
    if postings.is_empty() {
        return Ok(());
    }
    entries::head(c, lender)?.admits(postings)?;
    for posting in postings {
        insert(c, posting, lender, owner)?;
    }
    let owned: Vec<_> = postings.iter().map(|posting| (*owner, posting)).collect();
    entries::append(c, lender, &owned)?;
    Ok(())
}

fn insert(
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

/// A posting's lines.
pub(super) fn lines(c: &Connection, owner: &[u8; 16], number: u64) -> Result<Vec<LineRow>, StoreError> {
    let sql = "SELECT account, debit, minor, currency FROM posting_lines
        WHERE owner_id = ?1 AND number = ?2 ORDER BY line";
    all(c, sql, params![owner, Sql(number)], |row| {
        Ok(LineRow { account: row.get(0)?, debit: row.get(1)?, minor: row.get(2)?, currency: row.get(3)? })
    })
}

fn list(c: &Connection, contract: ContractId) -> Result<Vec<PostingRow>, StoreError> {
    // A posting that has lost its entry is damage, which is not passed over.
    let sql = "SELECT p.number, p.kind, p.booked_at, e.booked_on, p.value_on, p.payment_id
        FROM postings p LEFT JOIN ledger_entries e ON e.owner_id = p.owner_id AND e.number = p.number
        WHERE p.owner_id = ?1 ORDER BY p.number";
    let mut postings = all(c, sql, [Sql(contract)], |row| {
        Ok(PostingRow {
            contract: Some(contract),
            number: get(row, 0)?,
            kind: row.get(1)?,
            booked_at: get(row, 2)?,
            booked_on: row.get(3)?,
            value_on: row.get(4)?,
            cause: get_opt(row, 5)?,
            lines: Vec::new(),
        })
    })?;
    for posting in &mut postings {
        posting.lines = lines(c, contract.as_bytes(), posting.number)?;
    }
    Ok(postings)
}

#[async_trait]
impl LedgerStore for SqliteStore {
    async fn postings(&self, contract: ContractId) -> Result<Vec<PostingRow>, StoreError> {
        self.read(move |c| list(c, contract)).await
    }

    async fn balances_on(&self, lender: LenderId, day: i32) -> Result<Vec<BalanceRow>, StoreError> {
        self.read(move |c| ledger_days::balances(c, lender, day)).await
    }

    async fn entries(
        &self,
        lender: LenderId,
        filter: EntryFilter,
        page: Page<u64>,
    ) -> Result<Vec<EntryRow>, StoreError> {
        self.read(move |c| entries::list(c, lender, filter, page)).await
    }

    async fn book_head(&self, lender: LenderId) -> Result<BookHead, StoreError> {
        self.read(move |c| entries::head(c, lender)).await
    }

    async fn books(&self, lender: LenderId) -> Result<BooksRow, StoreError> {
        self.read(move |c| {
            Ok(BooksRow {
                head: entries::head(c, lender)?,
                balances: ledger_days::balances(c, lender, i32::MAX)?,
                closings: closings::list(c, lender)?,
            })
        })
        .await
    }

    async fn unchained(&self, lender: LenderId, limit: u32) -> Result<Vec<([u8; 16], u64)>, StoreError> {
        let sql = "SELECT p.owner_id, p.number
            FROM postings p LEFT JOIN ledger_entries e ON e.owner_id = p.owner_id AND e.number = p.number
            WHERE p.lender_id = ?1 AND e.place IS NULL ORDER BY p.owner_id, p.number LIMIT ?2";
        self.read(move |c| all(c, sql, params![Sql(lender), limit], |row| Ok((row.get(0)?, get(row, 1)?))))
            .await
    }

    async fn close_books(
        &self,
        lender: LenderId,
        through: i32,
        closed_at: Timestamp,
    ) -> Result<ClosingRow, StoreError> {
        self.write(move |c| closings::close(c, lender, through, closed_at)).await
    }

    async fn closings(&self, lender: LenderId) -> Result<Vec<ClosingRow>, StoreError> {
        self.read(move |c| closings::list(c, lender)).await
    }
}
