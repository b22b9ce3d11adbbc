use std::sync::Arc;

use ident::RawEventId;

use super::sample::{RAIL, at, change, create, lender};
use crate::rows::RawEventRow;
use crate::{Store, StoreError};

fn raw(n: u8, seconds: i64) -> RawEventRow {
    RawEventRow {
        id: RawEventId::from_bytes([n; 16]),
        lender: lender(1),
        rail: RAIL.into(),
        received_at: at(seconds),
        headers: "{}".into(),
        body: vec![0, n, 255],
        state: RawEventRow::RECEIVED.into(),
    }
}

pub async fn unfinished_ones_come_oldest_first(store: Arc<dyn Store>) {
    let (first, second, third) = (raw(3, 1), raw(1, 2), raw(2, 2));
    for row in [&third, &second, &first] {
        store.store_raw_event(row.clone()).await.unwrap();
    }
    assert!(matches!(store.store_raw_event(raw(1, 9)).await, Err(StoreError::Duplicate(_))));
    assert_eq!(store.unfinished_raw_events(at(1), 9).await.unwrap(), [], "not yet older");
    assert_eq!(store.unfinished_raw_events(at(3), 2).await.unwrap(), [first.clone(), second]);
    assert!(store.finish_raw_event(first.id, "applied").await.unwrap());
    assert_eq!(store.unfinished_raw_events(at(3), 1).await.unwrap()[0].id, raw(1, 2).id);
    assert_eq!(store.oldest_unfinished_raw_event(lender(1)).await.unwrap(), Some(at(2)));
    assert_eq!(store.oldest_unfinished_raw_event(lender(2)).await.unwrap(), None, "another lender's");
}

pub async fn the_first_outcome_stays(store: Arc<dyn Store>) {
    let row = raw(1, 1);
    store.store_raw_event(row.clone()).await.unwrap();
    assert!(store.finish_raw_event(row.id, "applied").await.unwrap());
    assert!(!store.finish_raw_event(row.id, "received").await.unwrap());
    assert!(!store.finish_raw_event(RawEventId::from_bytes([9; 16]), "applied").await.unwrap());
    // A commit that comes second does its work all the same.
    store.commit(create(1, 1)).await.unwrap();
    let mut commit = change(1, 1, 1);
    commit.raw_event_done = Some((row.id, "received".into()));
    store.commit(commit).await.unwrap();
    assert_eq!(store.unfinished_raw_events(at(9), 9).await.unwrap(), []);
}
