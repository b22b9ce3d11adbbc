//! What was booked on each day, summed.

use ident::LenderId;
use rusqlite::{Connection, params};

use super::query::{all, one, run};
use super::value::Sql;
use crate::StoreError;
use crate::rows::{BalanceRow, PostingRow};
use crate::sums::Sums;

pub(super) const PLACES: &str = "SELECT MIN(first_place), MAX(last_place) FROM ledger_days
    WHERE lender_id = ?1 AND booked_on BETWEEN ?2 AND ?3";
pub(super) const BY_DAY: &str = "SELECT account, currency, debit, credit FROM ledger_days
    WHERE lender_id = ?1 AND booked_on <= ?2";

/// Adds the posting at a place to its day.
pub(super) fn add(
    c: &Connection,
    lender: LenderId,
    posting: &PostingRow,
    place: u64,
) -> Result<(), StoreError> {
    let mut sums = Sums::default();
    sums.add(posting);
    for row in sums.rows() {
        let key = params![Sql(lender), posting.booked_on, row.account, row.currency];
        let sql = "SELECT debit, credit FROM ledger_days
            WHERE lender_id = ?1 AND booked_on = ?2 AND account = ?3 AND currency = ?4";
        let (debit, credit) =
            one(c, sql, key, |row| Ok((wide(row.get(0)?), wide(row.get(1)?))))?.unwrap_or_default();
        run(
            c,
            "INSERT INTO ledger_days
                 (lender_id, booked_on, account, currency, debit, credit, first_place, last_place)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)
             ON CONFLICT (lender_id, booked_on, account, currency) DO UPDATE
             SET debit = excluded.debit, credit = excluded.credit, last_place = excluded.last_place",
            params![
                Sql(lender),
                posting.booked_on,
                row.account,
                row.currency,
                bytes(debit.saturating_add(row.debit_minor)),
                bytes(credit.saturating_add(row.credit_minor)),
                Sql(place),
            ],
        )?;
    }
    Ok(())
}

/// The trial balance by the end of a day.
pub(super) fn balances(c: &Connection, lender: LenderId, day: i32) -> Result<Vec<BalanceRow>, StoreError> {
    let mut sums = Sums::default();
    let days = all(c, BY_DAY, params![Sql(lender), day], |row| {
        let (account, currency): (String, String) = (row.get(0)?, row.get(1)?);
        Ok((account, currency, wide(row.get(2)?), wide(row.get(3)?)))
    })?;
    for (account, currency, debit, credit) in days {
        sums.plus(&account, &currency, debit, credit);
    }
    Ok(sums.rows())
}

/// Between which places of the chain everything lies that was booked on some days.
pub(super) fn places(
    c: &Connection,
    lender: LenderId,
    (from, through): (i32, i32),
) -> Result<Option<(u64, u64)>, StoreError> {
    let found = one(c, PLACES, params![Sql(lender), from, through], |row| {
        Ok((row.get::<_, Option<Sql<u64>>>(0)?, row.get::<_, Option<Sql<u64>>>(1)?))
    })?;
    Ok(found.and_then(|(first, last)| Some((first?.0, last?.0))))
}

/// As it is kept.
pub(super) fn bytes(sum: i128) -> [u8; 16] {
    sum.to_be_bytes()
}

/// As it was kept.
pub(super) fn wide(bytes: [u8; 16]) -> i128 {
    i128::from_be_bytes(bytes)
}
