use std::sync::Arc;

use ident::{EventId, PaymentId, RawEventId};

use super::sample::{RAIL, TOPIC, at, contract_id, create, lender, line, message, payment, posting};
use crate::rows::{EventRow, PostingRow, RawEventRow};
use crate::{CommitError, Page, PaymentMove, Store, StoreError, SuspenseCommit};

fn suspense() -> SuspenseCommit {
    let row = payment(1, 1, None);
    let posting = PostingRow {
        contract: None,
        cause: Some(row.id.into()),
        lines: vec![line("cash", true, row.minor), line("suspense", false, row.minor)],
        ..posting(contract_id(1), 1, 0)
    };
    let event = EventRow {
        id: EventId::from_bytes([1; 16]),
        contract: None,
        lender: row.lender,
        seq: 0,
        at: at(1),
        kind: "payment.in_suspense".into(),
        data: "{}".into(),
    };
    SuspenseCommit {
        postings: vec![posting],
        events: vec![event],
        outbox: vec![message(1, 1, at(0))],
        raw_event_done: Some((RawEventId::from_bytes([1; 16]), "suspense".into())),
        ..SuspenseCommit::of(row)
    }
}

pub async fn a_payment_without_contract_is_kept_whole(store: Arc<dyn Store>) {
    let raw = RawEventRow {
        id: RawEventId::from_bytes([1; 16]),
        lender: lender(1),
        rail: RAIL.into(),
        received_at: at(0),
        headers: "{}".into(),
        body: Vec::new(),
        state: RawEventRow::RECEIVED.into(),
    };
    store.store_raw_event(raw).await.unwrap();
    let mut tilted = suspense();
    tilted.postings[0].lines[0].minor += 1;
    assert!(matches!(store.commit_suspense(tilted).await, Err(CommitError::Unbalanced)));
    let mut colliding = suspense();
    colliding.outbox.push(message(1, 1, at(0)));
    let refused = store.commit_suspense(colliding).await;
    assert!(matches!(refused, Err(CommitError::Store(StoreError::Duplicate(_)))), "{refused:?}");
    assert_eq!(store.payment(lender(1), RAIL, "ext-1").await.unwrap(), None);
    assert_eq!(store.lender_balances(lender(1)).await.unwrap(), []);

    store.commit_suspense(suspense()).await.unwrap();
    let again = store.commit_suspense(suspense()).await;
    assert!(matches!(again, Err(CommitError::PaymentExists(known)) if *known == suspense().payment));
    assert_eq!(store.payment(lender(1), RAIL, "ext-1").await.unwrap(), Some(suspense().payment));
    assert_eq!(store.lender_events(lender(1), Page::first(9)).await.unwrap(), suspense().events);
    assert_eq!(store.lender_balances(lender(1)).await.unwrap().len(), 2);
    assert_eq!(store.claim_outbox(TOPIC, at(0), at(1), 9).await.unwrap().len(), 1);
    assert_eq!(store.unfinished_raw_events(at(9), 9).await.unwrap(), []);
}

pub async fn suspense_is_taken_by_one_contract(store: Arc<dyn Store>) {
    store.commit_suspense(suspense()).await.unwrap();
    let take = |n| {
        let mut commit = create(n, 1);
        commit.payment_status.push(PaymentMove {
            id: PaymentId::from_bytes([1; 16]),
            from: "suspense".into(),
            to: "applied".into(),
            contract: Some(contract_id(n)),
        });
        commit
    };
    store.commit(take(1)).await.unwrap();
    assert!(matches!(store.commit(take(2)).await, Err(CommitError::PaymentMoved(_))));
    assert_eq!(store.contract(contract_id(2)).await.unwrap(), None);
    let row = store.payment(lender(1), RAIL, "ext-1").await.unwrap().unwrap();
    assert_eq!((row.status.as_str(), row.contract), ("applied", Some(contract_id(1))));
}

pub async fn a_payment_in_suspense_is_reversed_once(store: Arc<dyn Store>) {
    store.commit_suspense(suspense()).await.unwrap();
    let reverse = |n| SuspenseCommit {
        payment_status: vec![PaymentMove {
            id: PaymentId::from_bytes([1; 16]),
            from: "suspense".into(),
            to: "reversed".into(),
            contract: None,
        }],
        ..SuspenseCommit::of(payment(n, 1, None))
    };
    store.commit_suspense(reverse(2)).await.unwrap();
    assert!(matches!(store.commit_suspense(reverse(3)).await, Err(CommitError::PaymentMoved(_))));
    let row = store.payment(lender(1), RAIL, "ext-1").await.unwrap().unwrap();
    assert_eq!((row.status.as_str(), row.contract), ("reversed", None));
    assert_eq!(store.payment(lender(1), RAIL, "ext-3").await.unwrap(), None);

    let mut adopting = reverse(3);
    adopting.payment_status[0].contract = Some(contract_id(1));
    let refused = store.commit_suspense(adopting).await;
    assert!(matches!(refused, Err(CommitError::Store(StoreError::Invalid(_)))), "{refused:?}");
}
