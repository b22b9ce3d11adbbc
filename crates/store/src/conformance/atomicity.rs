use std::sync::Arc;

use ident::RawEventId;

use super::sample::{
    RAIL, TOPIC, at, change, claim, contract, contract_id, create, device, device_id, event, leaf, lender,
    line, message, payment, posting, receipt, session, session_id, standing,
};
use crate::rows::{DocumentRow, LookupKind, RawEventRow};
use crate::{Claim, Commit, CommitError, Page, Store, StoreError};

const IMEI: &str = "490154203237518";

/// A commit with something in every place.
fn full(commit: Commit) -> Commit {
    let row = commit.contract.clone();
    Commit {
        events: vec![event(&row, 1, 1), event(&row, 2, 2)],
        postings: vec![posting(row.id, 1, 500)],
        documents: vec![DocumentRow {
            contract: row.id,
            kind: "terms".into(),
            digest: [3; 32],
            bytes: vec![0, 255],
            at: at(1),
        }],
        standing: Some(standing(1, 7)),
        outbox: vec![message(1, 1, at(0))],
        leaves: vec![leaf(1, 1, 1)],
        payment: Some(payment(1, 1, Some(row.id))),
        receipts: vec![receipt(1, 1, b"signed")],
        device: Some(device(1, 1)),
        session: Some(session(1, 1)),
        claims: vec![Claim { kind: LookupKind::Imei, key: IMEI.into(), device: Some(row.device) }],
        raw_event_done: Some((RawEventId::from_bytes([1; 16]), "applied".into())),
        ..commit
    }
}

fn raw() -> RawEventRow {
    RawEventRow {
        id: RawEventId::from_bytes([1; 16]),
        lender: lender(1),
        rail: RAIL.into(),
        received_at: at(0),
        headers: "{}".into(),
        body: b"\0body".to_vec(),
        state: RawEventRow::RECEIVED.into(),
    }
}

async fn assert_empty(store: &dyn Store) {
    let id = contract_id(1);
    assert_eq!(store.contract(id).await.unwrap(), None);
    assert_eq!(store.events(id, 0, 10).await.unwrap(), []);
    assert_eq!(store.lender_events(lender(1), Page::first(10)).await.unwrap(), []);
    assert_eq!(store.postings(id).await.unwrap(), []);
    assert_eq!(store.lender_balances(lender(1)).await.unwrap(), []);
    assert_eq!(store.documents(id).await.unwrap(), []);
    assert_eq!(store.receipts(id).await.unwrap(), []);
    assert_eq!(store.current_standing(device_id(1)).await.unwrap(), None);
    assert_eq!(store.device(device_id(1)).await.unwrap(), None);
    assert_eq!(store.session(session_id(1)).await.unwrap(), None);
    assert_eq!(store.payment(lender(1), RAIL, "ext-1").await.unwrap(), None);
    assert_eq!(store.claim_outbox(TOPIC, at(9), at(10), 10).await.unwrap(), []);
    assert_eq!(store.leaves_of(id).await.unwrap(), []);
    assert_eq!(store.unfinished_raw_events(at(9), 10).await.unwrap(), [raw()]);
}

pub async fn a_refused_claim_keeps_nothing(store: Arc<dyn Store>) {
    let mut holder = create(9, 2);
    holder.claims.push(claim(LookupKind::Imei, IMEI));
    store.commit(holder).await.unwrap();
    store.store_raw_event(raw()).await.unwrap();

    let mut commit = full(create(1, 1));
    commit.claims.insert(0, claim(LookupKind::PaymentReference, "R-1"));
    let refused = store.commit(commit).await;
    assert!(matches!(refused, Err(CommitError::Taken(LookupKind::Imei))), "{refused:?}");
    assert_empty(&*store).await;
    assert_eq!(store.lookup(LookupKind::PaymentReference, "R-1").await.unwrap(), None);
}

pub async fn a_late_refusal_keeps_nothing(store: Arc<dyn Store>) {
    // The last rows to be written collide with these.
    let mut other = create(9, 2);
    other.outbox.push(message(1, 2, at(100)));
    store.commit(other).await.unwrap();
    store.store_raw_event(raw()).await.unwrap();

    let refused = store.commit(full(create(1, 1))).await;
    assert!(matches!(refused, Err(CommitError::Store(StoreError::Duplicate(_)))), "{refused:?}");
    assert_empty(&*store).await;
    assert_eq!(store.lookup(LookupKind::Imei, IMEI).await.unwrap(), None);
}

pub async fn unbalanced_postings_are_refused(store: Arc<dyn Store>) {
    store.store_raw_event(raw()).await.unwrap();
    let mut commit = full(create(1, 1));
    commit.postings[0].lines.push(line("fees", false, 1));
    assert!(matches!(store.commit(commit).await, Err(CommitError::Unbalanced)));
    assert_empty(&*store).await;
}

pub async fn rows_of_another_contract_or_lender_are_refused(store: Arc<dyn Store>) {
    let strays: [fn(&mut Commit); 10] = [
        |c| c.events.push(event(&contract(2, 1), 9, 9)),
        |c| c.events.push(event(&contract(1, 2), 9, 9)),
        |c| c.postings.push(posting(contract_id(2), 9, 1)),
        |c| c.payment = Some(payment(9, 2, Some(contract_id(1)))),
        |c| c.outbox.push(message(9, 2, at(0))),
        |c| c.device = Some(device(2, 1)),
        |c| c.session = Some(session(1, 2)),
        |c| c.receipts.push(receipt(2, 9, b"")),
        |c| c.leaves.push(leaf(9, 2, 1)),
        |c| c.leaves.push(leaf(9, 1, 2)),
    ];
    for stray in strays {
        let mut commit = create(1, 1);
        stray(&mut commit);
        let refused = store.commit(commit).await;
        assert!(matches!(refused, Err(CommitError::Store(StoreError::Invalid(_)))), "{refused:?}");
    }
    let mut skipped = change(1, 1, 3);
    skipped.contract.version = 9;
    let refused = store.commit(skipped).await;
    assert!(matches!(refused, Err(CommitError::Store(StoreError::Invalid(_)))), "{refused:?}");
    assert_eq!(store.contract(contract_id(1)).await.unwrap(), None);
}

pub async fn everything_is_kept_as_written(store: Arc<dyn Store>) {
    store.store_raw_event(raw()).await.unwrap();
    let commit = full(create(1, 1));
    store.commit(commit.clone()).await.unwrap();

    let id = commit.contract.id;
    assert_eq!(store.contract(id).await.unwrap().as_ref(), Some(&commit.contract));
    assert_eq!(store.events(id, 0, 10).await.unwrap(), commit.events);
    assert_eq!(store.lender_events(lender(1), Page::first(10)).await.unwrap(), commit.events);
    assert_eq!(store.postings(id).await.unwrap(), commit.postings);
    assert_eq!(store.documents(id).await.unwrap(), commit.documents);
    assert_eq!(store.document(id, "terms", [3; 32]).await.unwrap().as_ref(), commit.documents.first());
    assert_eq!(store.document(id, "warrant", [3; 32]).await.unwrap(), None);
    assert_eq!(store.receipts(id).await.unwrap(), commit.receipts);
    assert_eq!(store.leaves_of(id).await.unwrap(), commit.leaves);
    assert_eq!(store.leaf(commit.leaves[0].id).await.unwrap().as_ref(), commit.leaves.first());
    assert_eq!(store.current_standing(device_id(1)).await.unwrap(), commit.standing);
    assert_eq!(store.device(device_id(1)).await.unwrap(), commit.device);
    assert_eq!(store.session(session_id(1)).await.unwrap(), commit.session);
    assert_eq!(store.payment(lender(1), RAIL, "ext-1").await.unwrap(), commit.payment);
    let holder = store.lookup(LookupKind::Imei, IMEI).await.unwrap().unwrap();
    assert_eq!((holder.lender, holder.contract, holder.device), (lender(1), id, Some(device_id(1))));
    assert_eq!(store.claim_outbox(TOPIC, at(0), at(10), 10).await.unwrap().len(), 1);
    assert_eq!(store.unfinished_raw_events(at(9), 10).await.unwrap(), []);
    store.ready().await.unwrap();
}
