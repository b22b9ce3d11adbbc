use std::sync::Arc;

use ident::PaymentId;

use super::sample::{RAIL, change, contract_id, create, lender, payment, posting};
use crate::rows::PaymentFilter;
use crate::{Commit, CommitError, Page, PaymentMove, Store};

fn pay(n: u8, version: u64) -> Commit {
    let mut commit = change(1, 1, version);
    commit.payment = Some(payment(n, 1, Some(contract_id(1))));
    commit.postings.push(posting(contract_id(1), version, 100));
    commit
}

fn moved(n: u8, from: &str, to: &str) -> PaymentMove {
    PaymentMove { id: PaymentId::from_bytes([n; 16]), from: from.into(), to: to.into(), contract: None }
}

pub async fn a_payment_has_one_effect(store: Arc<dyn Store>) {
    store.commit(create(1, 1)).await.unwrap();
    store.commit(pay(1, 1)).await.unwrap();
    for version in 2..20 {
        let mut replay = pay(1, version);
        let row = replay.payment.as_mut().unwrap();
        // A new id of ours and other content do not make it another payment.
        (row.id, row.minor) = (PaymentId::from_bytes([99; 16]), 1);
        match store.commit(replay).await {
            Err(CommitError::PaymentExists(known)) => assert_eq!(Some(*known), pay(1, 1).payment),
            Err(CommitError::VersionConflict) => assert!(version > 2),
            other => assert!(other.is_err(), "a replay was posted"),
        }
    }
    assert_eq!(store.postings(contract_id(1)).await.unwrap().len(), 1);
    let id = PaymentId::from_bytes([1; 16]);
    assert_eq!(store.payment_by_id(lender(1), id).await.unwrap(), pay(1, 1).payment);
    assert_eq!(store.payment_by_id(lender(2), id).await.unwrap(), None);
}

pub async fn the_external_id_is_the_lenders_and_rails(store: Arc<dyn Store>) {
    store.commit(create(1, 1)).await.unwrap();
    store.commit(pay(1, 1)).await.unwrap();
    let mut other_rail = pay(2, 2);
    let row = other_rail.payment.as_mut().unwrap();
    (row.rail, row.external_id) = ("card".into(), "ext-1".into());
    store.commit(other_rail).await.unwrap();
    let mut other_lender = create(2, 2);
    other_lender.payment = Some(payment(1, 2, Some(contract_id(2))));
    store.commit(other_lender).await.unwrap();
    let of =
        async |n, rail: &str| store.payment(lender(n), rail, "ext-1").await.unwrap().map(|row| row.lender);
    assert_eq!(of(1, RAIL).await, Some(lender(1)));
    assert_eq!(of(2, RAIL).await, Some(lender(2)));
    assert_eq!(of(2, "card").await, None);
}

pub async fn a_status_moves_from_the_expected_one_only(store: Arc<dyn Store>) {
    store.commit(create(1, 1)).await.unwrap();
    store.commit(pay(1, 1)).await.unwrap();
    let mut reversal = pay(2, 2);
    reversal.payment_status.push(moved(1, "applied", "reversed"));
    store.commit(reversal).await.unwrap();
    let mut twice = pay(3, 3);
    twice.payment_status.push(moved(1, "applied", "reversed"));
    assert!(matches!(store.commit(twice).await, Err(CommitError::PaymentMoved(_))));
    let mut unknown = pay(3, 3);
    unknown.payment_status.push(moved(77, "applied", "reversed"));
    assert!(matches!(store.commit(unknown).await, Err(CommitError::PaymentMoved(_))));
    let status = async |n| {
        let row = store.payment(lender(1), RAIL, n).await.unwrap();
        row.map(|row| (row.status, row.contract))
    };
    assert_eq!(status("ext-1").await, Some(("reversed".into(), Some(contract_id(1)))));
    assert_eq!(status("ext-3").await, None);
}

pub async fn payments_page_and_filter(store: Arc<dyn Store>) {
    for n in 1..=4 {
        let mut commit = create(n, 1);
        let mut row = payment(n, 1, Some(contract_id(n)));
        row.status = if n < 3 { "applied" } else { "refused" }.into();
        commit.payment = Some(row);
        store.commit(commit).await.unwrap();
    }
    let list = async |filter: PaymentFilter, page: Page<PaymentId>| -> Vec<u8> {
        let rows = store.payments(lender(1), filter, page).await.unwrap();
        rows.iter().map(|row| row.id.as_bytes()[0]).collect()
    };
    let all = PaymentFilter::default;
    assert_eq!(list(all(), Page::first(3)).await, [1, 2, 3]);
    assert_eq!(list(all(), Page::after(PaymentId::from_bytes([3; 16]), 3)).await, [4]);
    let refused = PaymentFilter { status: Some("refused".into()), ..all() };
    assert_eq!(list(refused.clone(), Page::first(9)).await, [3, 4]);
    let of_contract = PaymentFilter { contract: Some(contract_id(2)), ..all() };
    assert_eq!(list(of_contract, Page::first(9)).await, [2]);
    let neither = PaymentFilter { contract: Some(contract_id(2)), ..refused };
    assert_eq!(list(neither, Page::first(9)).await, [0_u8; 0]);
}
