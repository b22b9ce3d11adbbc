//! The chain of entries in tables.

use ident::{ContractId, LenderId};
use rusqlite::{Connection, Row, params};

use super::query::{all, one, run};
use super::value::{Sql, get, get_opt};
use super::{ledger, ledger_days};
use crate::rows::{BookHead, EntryFilter, EntryRow, PostingRow};
use crate::{Page, StoreError};

/// The migration behind which every posting has a place.
pub(in crate::sqlite) const ENTRIES: &str = "070_ledger_entries";

pub(super) const HEAD: &str = "SELECT entries, hash, closed_through FROM ledger_heads WHERE lender_id = ?1";
pub(super) const BY_PLACE: &str = "SELECT e.place, e.owner_id, e.number, e.hash, e.booked_on,
        p.kind, p.booked_at, p.value_on, p.payment_id
    FROM ledger_entries e LEFT JOIN postings p ON p.owner_id = e.owner_id AND p.number = e.number
    WHERE e.lender_id = ?1 AND e.place > ?2 AND e.place <= ?3 AND e.booked_on BETWEEN ?4 AND ?5
    ORDER BY e.place LIMIT ?6";

/// The end of a lender's chain.
pub(super) fn head(c: &Connection, lender: LenderId) -> Result<BookHead, StoreError> {
    let head = one(c, HEAD, [Sql(lender)], |row| {
        Ok(BookHead { entries: get(row, 0)?, hash: row.get(1)?, closed_through: row.get(2)? })
    })?;
    Ok(head.unwrap_or_default())
}

/// Writes the end of a lender's chain.
pub(super) fn put_head(c: &Connection, lender: LenderId, head: &BookHead) -> Result<(), StoreError> {
    run(
        c,
        "INSERT INTO ledger_heads (lender_id, entries, hash, closed_through) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (lender_id) DO UPDATE
         SET entries = excluded.entries, hash = excluded.hash, closed_through = excluded.closed_through",
        params![Sql(lender), Sql(head.entries), head.hash, head.closed_through],
    )?;
    Ok(())
}

/// Puts kept postings behind the end of the chain, and adds them to their days.
pub(super) fn append(
    c: &Connection,
    lender: LenderId,
    postings: &[([u8; 16], &PostingRow)],
) -> Result<(), StoreError> {
    let mut head = head(c, lender)?;
    for (owner, posting) in postings {
        head = head.behind(lender, posting);
        run(
            c,
            "INSERT INTO ledger_entries (lender_id, place, owner_id, number, booked_on, hash)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![Sql(lender), Sql(head.entries), owner, Sql(posting.number), posting.booked_on, head.hash],
        )?;
        ledger_days::add(c, lender, posting, head.entries)?;
    }
    put_head(c, lender, &head)
}

/// A page of a lender's entries.
pub(super) fn list(
    c: &Connection,
    lender: LenderId,
    filter: EntryFilter,
    page: Page<u64>,
) -> Result<Vec<EntryRow>, StoreError> {
    let days = filter.days();
    // Days know where in the chain they begin and end.
    let Some((first, last)) = ledger_days::places(c, lender, days)? else { return Ok(Vec::new()) };
    let after = page.after.unwrap_or(0).max(first.saturating_sub(1));
    let bounds = params![Sql(lender), Sql(after), Sql(last), days.0, days.1, page.limit];
    let mut entries = all(c, BY_PLACE, bounds, read)?;
    for entry in &mut entries {
        if let Some(posting) = &mut entry.posting {
            posting.lines = ledger::lines(c, &entry.owner, entry.number)?;
        }
    }
    Ok(entries)
}

fn read(row: &Row<'_>) -> rusqlite::Result<EntryRow> {
    let (owner, number): ([u8; 16], u64) = (row.get(1)?, get(row, 2)?);
    let booked_on = row.get(4)?;
    let kind: Option<String> = row.get(5)?;
    let posting = kind.map(|kind| posting(row, owner, number, kind, booked_on)).transpose()?;
    Ok(EntryRow { place: get(row, 0)?, owner, number, hash: row.get(3)?, posting })
}

/// Columns 6 to 8: when it was booked, for which day, by which transaction.
fn posting(
    row: &Row<'_>,
    owner: [u8; 16],
    number: u64,
    kind: String,
    booked_on: i32,
) -> rusqlite::Result<PostingRow> {
    let cause: Option<ident::TransactionId> = get_opt(row, 8)?;
    // Money in suspense is booked under its payment.
    let is_suspense = cause.is_some_and(|cause| *cause.as_bytes() == owner);
    Ok(PostingRow {
        contract: (!is_suspense).then_some(ContractId::from_bytes(owner)),
        number,
        kind,
        booked_at: get(row, 6)?,
        booked_on,
        value_on: row.get(7)?,
        cause,
        lines: Vec::new(),
    })
}

/// Gives each posting from before there was a chain its place, in the order of booking. Its day is that of UTC.
pub(in crate::sqlite) fn adopt(c: &Connection) -> Result<(), StoreError> {
    let sql = "SELECT p.lender_id, p.owner_id, p.number, 0, (p.booked_at - ((p.booked_at % 86400000000) + 86400000000) % 86400000000) / 86400000000,
            p.kind, p.booked_at, p.value_on, p.payment_id
        FROM postings p LEFT JOIN ledger_entries e ON e.owner_id = p.owner_id AND e.number = p.number
        WHERE e.place IS NULL ORDER BY p.booked_at, p.owner_id, p.number";
    let old = all(c, sql, [], |row| {
        let (owner, number) = (row.get(1)?, get(row, 2)?);
        Ok((get::<LenderId>(row, 0)?, owner, posting(row, owner, number, row.get(5)?, row.get(4)?)?))
    })?;
    for (lender, owner, mut posting) in old {
        posting.lines = ledger::lines(c, &owner, posting.number)?;
        append(c, lender, &[(owner, &posting)])?;
    }
    Ok(())
}
