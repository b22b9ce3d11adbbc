use std::sync::Arc;

use jiff::Timestamp;

use super::sample::{at, change, contract_id, create, lender};
use crate::rows::{Begin, IdempotencyBegin, IdempotencyDone};
use crate::{CommitError, Store};

fn begin(now: i64) -> IdempotencyBegin {
    IdempotencyBegin {
        lender: lender(1),
        key: "key".into(),
        digest: [1; 32],
        now: at(now),
        stale_before: at(now - 60),
    }
}

fn done(begun: i64) -> IdempotencyDone {
    IdempotencyDone {
        lender: lender(1),
        key: "key".into(),
        begun_at: at(begun),
        status: 201,
        content_type: "application/json".into(),
        body: b"{}".to_vec(),
    }
}

fn replay() -> Begin {
    Begin::Replay { status: 201, content_type: "application/json".into(), body: b"{}".to_vec() }
}

pub async fn a_request_is_fresh_then_in_flight_then_replayed(store: Arc<dyn Store>) {
    assert!(!store.finish_idempotency(done(0)).await.unwrap(), "never begun");
    assert_eq!(store.begin_idempotency(begin(0)).await.unwrap(), Begin::Fresh);
    assert_eq!(store.begin_idempotency(begin(1)).await.unwrap(), Begin::InFlight);
    let of_another = IdempotencyBegin { lender: lender(2), digest: [2; 32], ..begin(1) };
    assert_eq!(store.begin_idempotency(of_another).await.unwrap(), Begin::Fresh);
    assert!(store.finish_idempotency(done(0)).await.unwrap());
    assert!(!store.finish_idempotency(done(0)).await.unwrap(), "finished once");
    for later in [2, 1000] {
        assert_eq!(store.begin_idempotency(begin(later)).await.unwrap(), replay());
    }
}

pub async fn another_request_with_the_key_is_a_mismatch(store: Arc<dyn Store>) {
    let other = |now| IdempotencyBegin { digest: [2; 32], ..begin(now) };
    store.begin_idempotency(begin(0)).await.unwrap();
    assert_eq!(store.begin_idempotency(other(1)).await.unwrap(), Begin::Mismatch);
    assert_eq!(store.begin_idempotency(other(1000)).await.unwrap(), Begin::Mismatch, "stale or not");
    assert!(store.finish_idempotency(done(0)).await.unwrap());
    assert_eq!(store.begin_idempotency(other(2)).await.unwrap(), Begin::Mismatch);
}

pub async fn a_dead_request_is_taken_over_and_fenced_off(store: Arc<dyn Store>) {
    store.commit(create(1, 1)).await.unwrap();
    store.begin_idempotency(begin(0)).await.unwrap();
    assert_eq!(store.begin_idempotency(begin(60)).await.unwrap(), Begin::InFlight, "not older than a minute");
    assert_eq!(store.begin_idempotency(begin(61)).await.unwrap(), Begin::Fresh);
    // The first one was only slow: it must not work a second time.
    let mut slow = change(1, 1, 1);
    slow.idempotency = Some(done(0));
    assert!(matches!(store.commit(slow).await, Err(CommitError::IdempotencyLost)));
    assert_eq!(store.contract(contract_id(1)).await.unwrap().unwrap().version, 1);
    assert!(!store.finish_idempotency(done(0)).await.unwrap());
    let forgotten = |begun: Timestamp| store.forget_idempotency(lender(1), "key", begun);
    assert!(!forgotten(at(0)).await.unwrap());
    assert!(store.finish_idempotency(done(61)).await.unwrap());
}

pub async fn a_forgotten_key_is_fresh(store: Arc<dyn Store>) {
    store.begin_idempotency(begin(0)).await.unwrap();
    assert!(store.forget_idempotency(lender(1), "key", at(0)).await.unwrap());
    assert_eq!(store.begin_idempotency(begin(1)).await.unwrap(), Begin::Fresh);
    assert!(store.finish_idempotency(done(1)).await.unwrap());
    assert!(!store.forget_idempotency(lender(1), "key", at(1)).await.unwrap(), "answered");
    assert_eq!(store.begin_idempotency(begin(2)).await.unwrap(), replay());
}

pub async fn old_keys_are_purged(store: Arc<dyn Store>) {
    store.begin_idempotency(begin(0)).await.unwrap();
    store.finish_idempotency(done(0)).await.unwrap();
    assert_eq!(store.purge_idempotency(at(0)).await.unwrap(), 0);
    assert_eq!(store.purge_idempotency(at(1)).await.unwrap(), 1);
    assert_eq!(store.begin_idempotency(begin(2)).await.unwrap(), Begin::Fresh);
}

pub async fn a_commit_carries_the_answer(store: Arc<dyn Store>) {
    store.begin_idempotency(begin(0)).await.unwrap();
    store.commit(create(1, 1)).await.unwrap();
    let mut stale = change(1, 1, 5);
    stale.idempotency = Some(done(0));
    assert!(matches!(store.commit(stale).await, Err(CommitError::VersionConflict)));
    assert_eq!(store.begin_idempotency(begin(1)).await.unwrap(), Begin::InFlight, "no effect, no answer");
    let mut commit = change(1, 1, 1);
    commit.idempotency = Some(done(0));
    store.commit(commit).await.unwrap();
    assert_eq!(store.begin_idempotency(begin(1)).await.unwrap(), replay());
}
