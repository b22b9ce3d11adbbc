use std::sync::Arc;

use super::sample::{at, change, contract_id, create, lender, posting};
use crate::chain::entry_hash;
use crate::rows::{BookHead, EntryFilter, EntryRow, PostingRow};
use crate::{BookFault, BookVerifier, Commit, CommitError, Page, Store, StoreError};

/// A commit of contract `n` behind `version` with one posting, booked on a day.
pub(crate) fn booked(n: u8, version: u64, day: i32) -> Commit {
    let mut commit = if version == 0 { create(n, 1) } else { change(n, 1, version) };
    commit.postings.push(PostingRow { booked_on: day, ..posting(contract_id(n), version + 1, 100) });
    commit
}

async fn places(store: &dyn Store, from: Option<i32>, through: Option<i32>) -> Vec<u64> {
    let filter = EntryFilter { from, through };
    let rows = store.entries(lender(1), filter, Page::first(100)).await.unwrap();
    rows.into_iter().map(|row| row.place).collect()
}

pub async fn every_entry_covers_the_one_before(store: Arc<dyn Store>) {
    assert_eq!(store.book_head(lender(1)).await.unwrap(), BookHead::default());
    store.commit(booked(1, 0, 10)).await.unwrap();
    store.commit(booked(2, 0, 10)).await.unwrap();
    let mut two = booked(1, 1, 11);
    two.postings.push(posting(contract_id(1), 3, 7));
    store.commit(two).await.unwrap();
    store.commit(create(3, 2)).await.unwrap();

    let rows = store.entries(lender(1), EntryFilter::default(), Page::first(9)).await.unwrap();
    let mut previous = [0; 32];
    for (row, place) in rows.iter().zip(1..) {
        let posting = row.posting.as_ref().unwrap();
        assert_eq!(row.place, place);
        assert_eq!(row.hash, entry_hash(&previous, lender(1), place, posting));
        previous = row.hash;
    }
    let head = store.book_head(lender(1)).await.unwrap();
    assert_eq!(head, BookHead { entries: 4, hash: previous, closed_through: None });
    assert_eq!(store.unchained(lender(1), 9).await.unwrap(), []);
    assert_eq!(store.book_head(lender(2)).await.unwrap().entries, 0, "a chain is one lender's");
    assert_eq!(faults(&*store).await, Vec::<String>::new());
}

pub async fn a_refused_commit_is_in_no_chain(store: Arc<dyn Store>) {
    store.commit(booked(1, 0, 10)).await.unwrap();
    let before = store.book_head(lender(1)).await.unwrap();
    store.commit(booked(1, 0, 10)).await.unwrap_err();
    let mut twice = booked(1, 1, 10);
    twice.postings[0].number = 1;
    store.commit(twice).await.unwrap_err();
    assert_eq!(store.book_head(lender(1)).await.unwrap(), before);
    assert_eq!(places(&*store, None, None).await, [1]);
}

pub async fn entries_page_and_filter_by_the_day_of_booking(store: Arc<dyn Store>) {
    for (n, day) in [(1, 10), (2, 11), (3, 10), (4, 12), (5, -3)] {
        store.commit(booked(n, 0, day)).await.unwrap();
    }
    assert_eq!(places(&*store, None, None).await, [1, 2, 3, 4, 5]);
    assert_eq!(places(&*store, Some(10), Some(11)).await, [1, 2, 3]);
    assert_eq!(places(&*store, Some(11), None).await, [2, 4]);
    assert_eq!(places(&*store, None, Some(0)).await, [5]);
    assert_eq!(places(&*store, Some(13), Some(99)).await, [0; 0]);
    let page = store.entries(lender(1), EntryFilter::default(), Page::after(2, 2)).await.unwrap();
    assert_eq!(page.iter().map(|row| row.place).collect::<Vec<_>>(), [3, 4]);
    let booked_by = |day| store.balances_on(lender(1), day);
    assert_eq!(booked_by(10).await.unwrap()[0].debit_minor, 300);
    assert_eq!(booked_by(12).await.unwrap(), store.lender_balances(lender(1)).await.unwrap());
    assert_eq!(booked_by(-4).await.unwrap(), []);
}

pub async fn a_closed_period_takes_no_entry(store: Arc<dyn Store>) {
    store.commit(booked(1, 0, 10)).await.unwrap();
    store.commit(booked(2, 0, 11)).await.unwrap();
    let closing = store.close_books(lender(1), 10, at(9)).await.unwrap();
    assert_eq!((closing.entries, closing.balances[0].debit_minor), (2, 100), "the day behind is not in it");
    for day in [10, 9] {
        let refused = store.commit(booked(1, 1, day)).await;
        assert!(matches!(refused, Err(CommitError::PeriodClosed)), "{refused:?}");
    }
    // The day it counts for may lie in the closed period.
    let mut backdated = booked(1, 1, 11);
    backdated.postings[0].value_on = 5;
    store.commit(backdated).await.unwrap();
    for through in [10, 9] {
        let again = store.close_books(lender(1), through, at(10)).await;
        assert!(matches!(again, Err(StoreError::Conflict)), "{again:?}");
    }
    // Another lender's books are its own.
    let mut other = create(9, 2);
    other.postings.push(PostingRow { booked_on: 1, ..posting(contract_id(9), 1, 5) });
    store.commit(other).await.unwrap();

    let second = store.close_books(lender(1), 11, at(11)).await.unwrap();
    assert_eq!(store.closings(lender(1)).await.unwrap(), [closing, second]);
    assert_eq!(store.closings(lender(2)).await.unwrap(), []);
    assert_eq!(store.book_head(lender(1)).await.unwrap().closed_through, Some(11));
    assert_eq!(faults(&*store).await, Vec::<String>::new());
}

/// What a verifier says of lender 1.
pub(crate) async fn faults(store: &dyn Store) -> Vec<String> {
    let books = store.books(lender(1)).await.unwrap();
    assert_eq!(books.head, store.book_head(lender(1)).await.unwrap());
    let mut verifier = BookVerifier::new(lender(1), books.closings);
    let entries: Vec<EntryRow> =
        store.entries(lender(1), EntryFilter::default(), Page::first(100)).await.unwrap();
    let mut faults: Vec<_> = entries.into_iter().flat_map(|entry| verifier.follow(entry)).collect();
    let unchained = store.unchained(lender(1), 9).await.unwrap();
    faults.extend(unchained.into_iter().map(|(owner, number)| BookFault::Unchained(owner, number)));
    faults.extend(verifier.finish(&books.head, &books.balances));
    faults.iter().map(ToString::to_string).collect()
}
