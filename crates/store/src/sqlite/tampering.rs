//! What somebody does to the books past the program is found and named.

use std::sync::Arc;

use ident::LenderId;
use rusqlite::Connection;

use super::SqliteStore;
use crate::conformance::books::{booked, faults};
use crate::traits::{ContractStore, LedgerStore};

/// Five entries booked on the days 1 to 5 and a closing through day 2; then somebody writes.
async fn after(tampering: &str) -> Vec<String> {
    let dir = tempfile::tempdir().unwrap();
    let store = Arc::new(SqliteStore::open(dir.path()).unwrap());
    for n in 1..=5 {
        store.commit(booked(n, 0, i32::from(n))).await.unwrap();
    }
    store.close_books(LenderId::from_bytes([1; 16]), 2, jiff::Timestamp::UNIX_EPOCH).await.unwrap();
    let connection = Connection::open(dir.path().join("quittance.db")).unwrap();
    connection.execute_batch(tampering).unwrap();
    faults(&*store).await
}

fn begins(faults: &[String], with: &[&str]) {
    assert_eq!(faults.len(), with.len(), "{faults:#?}");
    for (fault, start) in faults.iter().zip(with) {
        assert!(fault.starts_with(start), "{faults:#?}");
    }
}

#[tokio::test]
async fn untouched_books_have_no_fault() {
    begins(&after("").await, &[]);
}

#[tokio::test]
async fn an_edited_entry_is_named() {
    begins(
        &after("UPDATE postings SET value_on = 0 WHERE hex(owner_id) LIKE '03%'").await,
        &["entry 3 (posting 1 of"],
    );
    let amount = "UPDATE posting_lines SET minor = 99 WHERE hex(owner_id) LIKE '02%'";
    let sums = "the kept sums of";
    let closing = "the closing through 1970-01-03";
    begins(&after(amount).await, &["entry 2 (posting 1 of", sums, sums, closing]);
    let one_side = "UPDATE posting_lines SET minor = 99 WHERE hex(owner_id) LIKE '04%' AND debit = 1";
    begins(&after(one_side).await, &["entry 4", "entry 4", sums]);
}

#[tokio::test]
async fn a_removed_entry_is_named() {
    let posting = "PRAGMA foreign_keys = OFF;
        DELETE FROM posting_lines WHERE hex(owner_id) LIKE '04%';
        DELETE FROM postings WHERE hex(owner_id) LIKE '04%'";
    let sums = "the kept sums of";
    begins(&after(posting).await, &["entry 4 (posting 1 of", sums, sums]);
    let place = "DELETE FROM ledger_entries WHERE place = 4";
    begins(&after(place).await, &["entry 4 was removed", "posting 1 of", sums, sums]);
    let last = "DELETE FROM ledger_entries WHERE place = 5";
    begins(&after(last).await, &["posting 1 of", "entry 5 was removed", sums, sums, "the closing"]);
}

#[tokio::test]
async fn reordered_entries_are_named() {
    let swap = "DELETE FROM ledger_entries WHERE place IN (3, 4);
        INSERT INTO ledger_entries SELECT lender_id, 3, X'04040404040404040404040404040404', 1, 4, hash
            FROM ledger_entries WHERE place = 2;
        INSERT INTO ledger_entries SELECT lender_id, 4, X'03030303030303030303030303030303', 1, 3, hash
            FROM ledger_entries WHERE place = 2;";
    begins(&after(swap).await, &["entry 3 (", "entry 4 (", "entry 5 ("]);
}

#[tokio::test]
async fn an_entry_written_past_the_program_is_named() {
    let added = "INSERT INTO postings SELECT owner_id, 2, lender_id, kind, booked_at, value_on, payment_id
        FROM postings WHERE hex(owner_id) LIKE '01%'";
    begins(&after(added).await, &["posting 2 of"]);
}

#[tokio::test]
async fn another_end_and_another_closing_are_named() {
    begins(&after("UPDATE ledger_heads SET hash = zeroblob(32)").await, &["the chain does not end"]);
    let closing = "UPDATE book_closing_balances SET debit = credit WHERE account = 'cash';
        UPDATE book_closings SET entries = 1";
    begins(&after(closing).await, &["the closing through 1970-01-03"]);
}

#[tokio::test]
async fn postings_from_before_the_chain_get_their_places() {
    let dir = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(dir.path()).unwrap();
    store.commit(booked(1, 0, 20_834)).await.unwrap();
    store.commit(booked(2, 0, 20_834)).await.unwrap();
    crate::Store::close(&store).await.unwrap();
    drop(store);
    let connection = Connection::open(dir.path().join("quittance.db")).unwrap();
    connection
        .execute_batch(
            "DROP TABLE ledger_entries; DROP TABLE ledger_heads; DROP TABLE ledger_days;
             DELETE FROM schema_migrations WHERE name >= '070'",
        )
        .unwrap();
    drop(connection);
    let store = SqliteStore::open(dir.path()).unwrap();
    assert_eq!(faults(&store).await, Vec::<String>::new());
    let head = store.book_head(LenderId::from_bytes([1; 16])).await.unwrap();
    assert_eq!(head.entries, 2);
}
