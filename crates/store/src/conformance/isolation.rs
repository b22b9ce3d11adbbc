use std::sync::Arc;

use ident::PaymentId;

use super::sample::{contract_id, create, device, event, lender, payment, posting};
use crate::rows::{ContractFilter, LookupKind, PaymentFilter};
use crate::{CommitError, Page, PaymentMove, Store};

pub async fn lists_show_a_lenders_own_rows_only(store: Arc<dyn Store>) {
    for n in 1..=6 {
        let of = if n % 2 == 0 { 2 } else { 1 };
        let mut commit = create(n, of);
        commit.events.push(event(&commit.contract, n, 1));
        commit.postings.push(posting(contract_id(n), 1, i64::from(of)));
        commit.device = Some(device(n, of));
        commit.payment = Some(payment(n, of, Some(contract_id(n))));
        commit.claims.push(super::sample::claim(LookupKind::Imei, &format!("imei-{n}")));
        store.commit(commit).await.unwrap();
    }
    let odd = [1, 3, 5];
    let one = lender(1);
    let contracts = store.contracts(one, ContractFilter::default(), Page::first(9)).await.unwrap();
    assert_eq!(contracts.iter().map(|row| row.id.as_bytes()[0]).collect::<Vec<_>>(), odd);
    let devices = store.devices(one, Page::first(9)).await.unwrap();
    assert_eq!(devices.iter().map(|row| row.id.as_bytes()[0]).collect::<Vec<_>>(), odd);
    let second = store.devices(one, Page::after(devices[0].id, 1)).await.unwrap();
    assert_eq!(second, devices[1..2]);
    let payments = store.payments(one, PaymentFilter::default(), Page::first(9)).await.unwrap();
    assert_eq!(payments.iter().map(|row| row.id.as_bytes()[0]).collect::<Vec<_>>(), odd);
    let events = store.lender_events(one, Page::first(9)).await.unwrap();
    assert_eq!(events.iter().map(|row| row.id.as_bytes()[0]).collect::<Vec<_>>(), odd);
    let balances = store.lender_balances(one).await.unwrap();
    assert_eq!(balances[0].debit_minor, 3);
    let foreign = ContractFilter { imei: Some("imei-2".into()), ..ContractFilter::default() };
    assert_eq!(store.contracts(one, foreign, Page::first(9)).await.unwrap(), []);
    let foreign = PaymentFilter { contract: Some(contract_id(2)), ..PaymentFilter::default() };
    assert_eq!(store.payments(one, foreign, Page::first(9)).await.unwrap(), []);
}

pub async fn a_payment_of_another_lender_cannot_be_moved(store: Arc<dyn Store>) {
    let mut theirs = create(1, 1);
    theirs.payment = Some(payment(1, 1, Some(contract_id(1))));
    store.commit(theirs).await.unwrap();
    let mut grab = create(2, 2);
    grab.payment_status.push(PaymentMove {
        id: PaymentId::from_bytes([1; 16]),
        from: "applied".into(),
        to: "applied".into(),
        contract: Some(contract_id(2)),
    });
    assert!(matches!(store.commit(grab).await, Err(CommitError::PaymentMoved(_))));
    let row = store.payment_by_id(lender(1), PaymentId::from_bytes([1; 16])).await.unwrap().unwrap();
    assert_eq!(row.contract, Some(contract_id(1)));
}
