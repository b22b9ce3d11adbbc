use std::sync::Arc;

use ident::ContractId;

use super::sample::{at, change, claim, contract_id, create, event, lender, message, receipt};
use crate::rows::{ContractFilter, DocumentRow, LookupKind};
use crate::{ClockId, CommitError, Page, Store, StoreError};

pub async fn a_stale_version_is_refused(store: Arc<dyn Store>) {
    store.commit(create(1, 1)).await.unwrap();
    let mut second = change(1, 1, 1);
    second.contract.state = "second".into();
    store.commit(second.clone()).await.unwrap();
    for stale in [change(1, 1, 1), change(1, 1, 3), change(2, 1, 1)] {
        assert!(matches!(store.commit(stale).await, Err(CommitError::VersionConflict)));
    }
    assert_eq!(store.contract(contract_id(1)).await.unwrap(), Some(second.contract));
    assert_eq!(store.contract(contract_id(2)).await.unwrap(), None);
}

pub async fn a_second_insert_is_refused(store: Arc<dyn Store>) {
    store.commit(create(1, 1)).await.unwrap();
    assert!(matches!(store.commit(create(1, 1)).await, Err(CommitError::VersionConflict)));
}

pub async fn another_lender_cannot_take_a_contract(store: Arc<dyn Store>) {
    store.commit(create(1, 1)).await.unwrap();
    assert!(matches!(store.commit(change(1, 2, 1)).await, Err(CommitError::VersionConflict)));
    assert_eq!(store.contract(contract_id(1)).await.unwrap().unwrap().lender, lender(1));
}

pub async fn time_of_creation_stays(store: Arc<dyn Store>) {
    store.commit(create(1, 1)).await.unwrap();
    let mut later = change(1, 1, 1);
    (later.contract.created_at, later.contract.updated_at) = (at(99), at(99));
    store.commit(later).await.unwrap();
    let row = store.contract(contract_id(1)).await.unwrap().unwrap();
    assert_eq!((row.created_at, row.updated_at), (at(0), at(99)));
}

pub async fn lists_page_and_filter(store: Arc<dyn Store>) {
    for n in 1..=5 {
        let mut commit = create(n, 1);
        commit.contract.status = if n % 2 == 0 { "closed" } else { "active" }.into();
        commit.contract.external_reference = Some(format!("ref-{}", n / 2));
        commit.claims.push(claim(LookupKind::Imei, &format!("imei-{n}")));
        store.commit(commit).await.unwrap();
    }
    let list = async |filter: ContractFilter, page: Page<ContractId>| -> Vec<u8> {
        let rows = store.contracts(lender(1), filter, page).await.unwrap();
        rows.iter().map(|row| row.id.as_bytes()[0]).collect()
    };
    let all = ContractFilter::default;
    assert_eq!(list(all(), Page::first(2)).await, [1, 2]);
    assert_eq!(list(all(), Page::after(contract_id(2), 2)).await, [3, 4]);
    assert_eq!(list(all(), Page::after(contract_id(5), 2)).await, [0_u8; 0]);
    let closed = ContractFilter { status: Some("closed".into()), ..all() };
    assert_eq!(list(closed.clone(), Page::first(9)).await, [2, 4]);
    assert_eq!(list(closed.clone(), Page::after(contract_id(2), 9)).await, [4]);
    let reference = ContractFilter { external_reference: Some("ref-1".into()), ..all() };
    assert_eq!(list(reference, Page::first(9)).await, [2, 3]);
    let both = ContractFilter { external_reference: Some("ref-1".into()), ..closed.clone() };
    assert_eq!(list(both, Page::first(9)).await, [2]);
    let imei = ContractFilter { imei: Some("imei-3".into()), ..all() };
    assert_eq!(list(imei, Page::first(9)).await, [3]);
    let contrary = ContractFilter { imei: Some("imei-3".into()), ..closed };
    assert_eq!(list(contrary, Page::first(9)).await, [0_u8; 0]);
    let unknown = ContractFilter { imei: Some("' OR 1=1 --".into()), ..all() };
    assert_eq!(list(unknown, Page::first(9)).await, [0_u8; 0]);
}

pub async fn due_contracts_page_through_equal_instants(store: Arc<dyn Store>) {
    // Contracts 1 to 7 at one instant, 8 earlier, 9 too late.
    for n in 1..=9 {
        let mut commit = create(n, 1);
        commit.contract.next_action_at = Some(at(match n {
            8 => 5,
            9 => 11,
            _ => 10,
        }));
        store.commit(commit).await.unwrap();
    }
    assert_eq!(store.next_due_at(ClockId::Wall).await.unwrap(), Some(at(5)));
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let page = store.due_contracts(ClockId::Wall, at(10), after, 3).await.unwrap();
        let Some(last) = page.last() else { break };
        after = last.next_action_at.map(|due| (due, last.id));
        seen.extend(page.iter().map(|row| row.id.as_bytes()[0]));
    }
    assert_eq!(seen, [8, 1, 2, 3, 4, 5, 6, 7]);
}

pub async fn clocks_do_not_see_each_other(store: Arc<dyn Store>) {
    for (n, clock) in [(1, ClockId::Wall), (2, ClockId::Test(lender(1))), (3, ClockId::Test(lender(2)))] {
        let mut commit = create(n, 1);
        commit.contract.clock = clock;
        commit.contract.next_action_at = Some(at(i64::from(n)));
        store.commit(commit).await.unwrap();
        assert_eq!(store.next_due_at(clock).await.unwrap(), Some(at(i64::from(n))));
        let due = store.due_contracts(clock, at(99), None, 9).await.unwrap();
        assert_eq!(due.iter().map(|row| (row.id, row.clock)).collect::<Vec<_>>(), [(contract_id(n), clock)]);
    }
    assert_eq!(store.next_due_at(ClockId::Test(lender(3))).await.unwrap(), None);
}

pub async fn a_contract_without_next_action_is_not_due(store: Arc<dyn Store>) {
    let mut commit = create(1, 1);
    commit.contract.next_action_at = Some(at(1));
    store.commit(commit).await.unwrap();
    store.commit(change(1, 1, 1)).await.unwrap();
    assert_eq!(store.next_due_at(ClockId::Wall).await.unwrap(), None);
    assert_eq!(store.due_contracts(ClockId::Wall, at(99), None, 9).await.unwrap(), []);
}

pub async fn the_timeline_pages_by_place(store: Arc<dyn Store>) {
    let mut commit = create(1, 1);
    // Ids fall while places rise: the timeline goes by place, the feed by id.
    commit.events = (1..=5).map(|n| event(&commit.contract, 10 - n, u64::from(n))).collect();
    store.commit(commit).await.unwrap();
    let places = |rows: Vec<crate::rows::EventRow>| rows.iter().map(|row| row.seq).collect::<Vec<_>>();
    assert_eq!(places(store.events(contract_id(1), 0, 2).await.unwrap()), [1, 2]);
    assert_eq!(places(store.events(contract_id(1), 2, 9).await.unwrap()), [3, 4, 5]);
    assert_eq!(places(store.events(contract_id(2), 0, 9).await.unwrap()), [0_u64; 0]);
    let feed = store.lender_events(lender(1), Page::first(2)).await.unwrap();
    let last = feed.last().unwrap().id;
    assert_eq!(places(feed), [5, 4]);
    assert_eq!(places(store.lender_events(lender(1), Page::after(last, 9)).await.unwrap()), [3, 2, 1]);
}

pub async fn a_place_in_the_timeline_is_taken_once(store: Arc<dyn Store>) {
    let mut commit = create(1, 1);
    commit.events.push(event(&commit.contract, 1, 1));
    store.commit(commit).await.unwrap();
    let mut again = change(1, 1, 1);
    again.events.push(event(&again.contract, 2, 1));
    let refused = store.commit(again).await;
    assert!(matches!(refused, Err(CommitError::Store(StoreError::Duplicate(_)))), "{refused:?}");
    assert_eq!(store.contract(contract_id(1)).await.unwrap().unwrap().version, 1);
}

pub async fn documents_are_kept_once(store: Arc<dyn Store>) {
    let terms = |seconds| DocumentRow {
        contract: contract_id(1),
        kind: "terms".into(),
        digest: [1; 32],
        bytes: vec![1],
        at: at(seconds),
    };
    let earlier = DocumentRow { kind: "warrant".into(), ..terms(1) };
    let mut commit = create(1, 1);
    commit.documents = vec![terms(5), earlier.clone()];
    store.commit(commit).await.unwrap();
    let mut again = change(1, 1, 1);
    again.documents = vec![terms(9)];
    store.commit(again).await.unwrap();
    assert_eq!(store.documents(contract_id(1)).await.unwrap(), [earlier.clone(), terms(5)], "oldest first");
    // The same words under a newer key's signature.
    let mut signed_anew = change(1, 1, 2);
    signed_anew.documents = vec![DocumentRow { bytes: vec![2], ..terms(9) }];
    store.commit(signed_anew).await.unwrap();
    let terms = DocumentRow { bytes: vec![2], ..terms(5) };
    assert_eq!(store.documents(contract_id(1)).await.unwrap(), [earlier, terms]);
}

pub async fn numbers_above_the_engines_range_are_refused(store: Arc<dyn Store>) {
    let mut counter = create(1, 1);
    counter.receipts.push(receipt(1, u64::MAX, b""));
    let mut place = create(1, 1);
    place.events.push(event(&place.contract, 1, u64::MAX));
    for commit in [counter, place, change(1, 1, u64::MAX - 1)] {
        let refused = store.commit(commit).await;
        assert!(matches!(refused, Err(CommitError::Store(StoreError::Invalid(_)))), "{refused:?}");
    }
    let mut edge = create(1, 1);
    edge.receipts.push(receipt(1, u64::MAX >> 1, b""));
    edge.outbox.push(message(1, 1, jiff::Timestamp::MIN));
    store.commit(edge).await.unwrap();
    assert_eq!(store.receipts(contract_id(1)).await.unwrap()[0].counter, u64::MAX >> 1);
}
