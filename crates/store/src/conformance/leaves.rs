use std::sync::Arc;

use super::sample::{at, change, create, leaf, leaf_id, lender};
use crate::rows::{LeafPlaced, LeafRow, LogQueue};
use crate::{CommitError, Store, StoreError};

async fn keep(store: &dyn Store, contract: u8, leaves: Vec<LeafRow>) {
    let mut commit = create(contract, 1);
    commit.leaves = leaves;
    store.commit(commit).await.unwrap();
}

fn placed(n: u8, place: u64) -> LeafPlaced {
    LeafPlaced { id: leaf_id(n), place, done: false }
}

fn numbers(rows: &[LeafRow]) -> Vec<u8> {
    rows.iter().map(|row| row.id.as_bytes()[0]).collect()
}

pub async fn entries_wait_in_their_order_until_they_are_placed(store: Arc<dyn Store>) {
    assert_eq!(store.log_queue().await.unwrap(), LogQueue::default());
    let early = LeafRow { queued_at: at(2), ..leaf(4, 2, 1) };
    keep(&*store, 1, vec![leaf(3, 1, 1), leaf(1, 1, 1)]).await;
    keep(&*store, 2, vec![early]).await;
    assert_eq!(numbers(&store.pending_leaves(9).await.unwrap()), [1, 3, 4]);
    assert_eq!(numbers(&store.pending_leaves(2).await.unwrap()), [1, 3]);
    let queue = LogQueue { pending: 3, oldest_queued_at: Some(at(2)), next_place: 0 };
    assert_eq!(store.log_queue().await.unwrap(), queue);
    store.mark_sequenced(vec![placed(4, 0), placed(1, 1)]).await.unwrap();
    assert_eq!(numbers(&store.pending_leaves(9).await.unwrap()), [3]);
    let queue = LogQueue { pending: 1, oldest_queued_at: Some(at(7)), next_place: 2 };
    assert_eq!(store.log_queue().await.unwrap(), queue);
    let rows = store.leaves_of(leaf(1, 1, 1).contract.unwrap()).await.unwrap();
    assert_eq!(rows, [LeafRow { place: Some(1), ..leaf(1, 1, 1) }, leaf(3, 1, 1)]);
}

pub async fn an_entry_is_placed_once(store: Arc<dyn Store>) {
    keep(&*store, 1, vec![leaf(1, 1, 1), leaf(2, 1, 1)]).await;
    store.mark_sequenced(vec![placed(1, 7)]).await.unwrap();
    store.mark_sequenced(vec![placed(1, 7)]).await.unwrap();
    let elsewhere = store.mark_sequenced(vec![placed(2, 8), placed(1, 9)]).await;
    assert!(matches!(elsewhere, Err(StoreError::Conflict)), "{elsewhere:?}");
    assert_eq!(numbers(&store.pending_leaves(9).await.unwrap()), [2], "all or none");
    assert!(store.mark_sequenced(vec![placed(9, 8)]).await.is_err(), "nobody's");
    let taken = store.mark_sequenced(vec![placed(2, 7)]).await;
    assert!(matches!(taken, Err(StoreError::Conflict)), "{taken:?}");
    let huge = store.mark_sequenced(vec![placed(2, u64::MAX)]).await;
    assert!(matches!(huge, Err(StoreError::Invalid(_))), "{huge:?}");
}

pub async fn a_placed_entry_is_waited_for_until_it_is_done(store: Arc<dyn Store>) {
    keep(&*store, 1, (1..=4).map(|n| leaf(n, 1, 1)).collect()).await;
    store.finish_leaf(leaf_id(1)).await.unwrap();
    let nobody_waits = LeafPlaced { done: true, ..placed(2, 1) };
    store.mark_sequenced(vec![placed(1, 2), nobody_waits, placed(3, 0), placed(4, 3)]).await.unwrap();
    assert_eq!(
        numbers(&store.placed_leaves(0, 9).await.unwrap()),
        [3, 1, 4],
        "done without a place is nothing"
    );
    assert_eq!(numbers(&store.placed_leaves(0, 1).await.unwrap()), [3]);
    assert_eq!(numbers(&store.placed_leaves(1, 1).await.unwrap()), [1]);
    assert_eq!(numbers(&store.placed_leaves(3, 9).await.unwrap()), [4]);
    assert_eq!(numbers(&store.placed_leaves(4, 9).await.unwrap()), [0_u8; 0]);
    store.finish_leaf(leaf_id(3)).await.unwrap();
    let mut told = change(1, 1, 1);
    told.leaf_done = Some(leaf_id(1));
    store.commit(told).await.unwrap();
    assert_eq!(numbers(&store.placed_leaves(0, 9).await.unwrap()), [4]);
    store.mark_sequenced(vec![placed(3, 0)]).await.unwrap();
    assert_eq!(numbers(&store.placed_leaves(0, 9).await.unwrap()), [4], "done stays done");
}

pub async fn a_refused_commit_leaves_no_entry(store: Arc<dyn Store>) {
    keep(&*store, 1, vec![leaf(1, 1, 1)]).await;
    let mut stale = change(1, 1, 7);
    stale.leaves.push(leaf(2, 1, 1));
    assert!(matches!(store.commit(stale).await, Err(CommitError::VersionConflict)));
    let mut again = change(1, 1, 1);
    again.leaves = vec![leaf(3, 1, 1), leaf(1, 1, 1)];
    let refused = store.commit(again).await;
    assert!(matches!(refused, Err(CommitError::Store(StoreError::Duplicate(_)))), "{refused:?}");
    let mut placed = change(1, 1, 1);
    placed.leaves.push(LeafRow { place: Some(0), ..leaf(4, 1, 1) });
    assert!(store.commit(placed).await.is_err());
    assert_eq!(numbers(&store.pending_leaves(9).await.unwrap()), [1]);
}

pub async fn a_public_entry_is_queued_once(store: Arc<dyn Store>) {
    let public = LeafRow { lender: None, contract: None, kind: "policy".into(), ..leaf(5, 1, 1) };
    assert!(store.queue_leaf(public.clone()).await.unwrap());
    assert!(!store.queue_leaf(public.clone()).await.unwrap());
    store.mark_sequenced(vec![placed(5, 0)]).await.unwrap();
    assert!(!store.queue_leaf(public.clone()).await.unwrap());
    assert_eq!(store.leaf(public.id).await.unwrap(), Some(LeafRow { place: Some(0), ..public }));
    assert_eq!(store.leaf(leaf_id(6)).await.unwrap(), None);
    assert!(store.queue_leaf(leaf(6, 1, 1)).await.is_err(), "a contract's come with its change");
}

/// The log would refuse it for ever, and everything behind it.
pub async fn an_entry_that_the_log_has_no_room_for_is_not_queued(store: Arc<dyn Store>) {
    let sized = |n: u8, bytes: usize| LeafRow { entry: vec![1; bytes], ..leaf(n, 1, 1) };
    let public = |row: LeafRow| LeafRow { lender: None, contract: None, ..row };
    assert!(store.queue_leaf(public(sized(1, LeafRow::MAX_ENTRY_BYTES))).await.unwrap());
    let refused = store.queue_leaf(public(sized(2, LeafRow::MAX_ENTRY_BYTES + 1))).await;
    assert!(matches!(refused, Err(StoreError::Invalid(_))), "{refused:?}");
    let mut commit = create(1, 1);
    commit.leaves = vec![sized(3, LeafRow::MAX_ENTRY_BYTES + 1)];
    assert!(store.commit(commit).await.is_err());
    assert_eq!(numbers(&store.pending_leaves(9).await.unwrap()), [1]);
}

pub async fn restrictions_are_counted_by_lender_and_time(store: Arc<dyn Store>) {
    let release = LeafRow { kind: "release".into(), ..leaf(3, 1, 1) };
    keep(&*store, 1, vec![leaf(1, 1, 1), LeafRow { at: at(60), ..leaf(2, 1, 1) }, release]).await;
    let mut other = create(9, 2);
    other.leaves.push(leaf(9, 9, 2));
    store.commit(other).await.unwrap();
    store.mark_sequenced(vec![placed(1, 0)]).await.unwrap();
    for (since, count) in [(0, 2), (6, 2), (7, 1), (61, 0)] {
        assert_eq!(store.restrictions_since(lender(1), at(since)).await.unwrap(), count, "since {since}");
    }
    assert_eq!(store.restrictions_since(lender(2), at(0)).await.unwrap(), 1);
    assert_eq!(store.restrictions_since(lender(3), at(0)).await.unwrap(), 0);
}
