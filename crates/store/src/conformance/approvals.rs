use std::sync::Arc;

use ident::ApprovalId;

use super::sample::{at, contract, event, lender, message};
use crate::rows::{ApprovalRow, ApprovalState, EventRow};
use crate::{News, Page, Store, StoreError};

pub(super) fn request(n: u8, of: u8) -> ApprovalRow {
    ApprovalRow {
        id: ApprovalId::from_bytes([n; 16]),
        lender: lender(of),
        why: "budget".into(),
        subject: "O'Brien".into(),
        asked_at: at(0),
        phones: 5,
        used: 0,
        state: ApprovalState::Open,
        granted_until: None,
        data: "{}".into(),
        version: 1,
    }
}

pub(super) fn news(n: u8, of: u8) -> News {
    let event = EventRow { contract: None, ..event(&contract(1, of), n, 0) };
    News { events: vec![event], outbox: vec![message(n, of, at(0))] }
}

pub async fn one_request_is_open_about_a_thing(store: Arc<dyn Store>) {
    store.put_approval(request(1, 1), news(1, 1)).await.unwrap();
    let refused = store.put_approval(request(2, 1), news(2, 1)).await;
    assert!(matches!(refused, Err(StoreError::Duplicate(_))), "{refused:?}");
    assert_eq!(store.approval(request(2, 1).id).await.unwrap(), None);
    let feed = store.lender_events(lender(1), Page::first(9)).await.unwrap();
    assert_eq!(feed.len(), 1, "what was refused is not told");
    for other in [
        request(3, 2),
        ApprovalRow { why: "thaw".into(), ..request(4, 1) },
        ApprovalRow { subject: String::new(), ..request(5, 1) },
    ] {
        store.put_approval(other, News::default()).await.unwrap();
    }
    let ended = ApprovalRow { state: ApprovalState::Ended, version: 2, ..request(1, 1) };
    store.put_approval(ended, News::default()).await.unwrap();
    store.put_approval(request(2, 1), News::default()).await.unwrap();
    let open = store.approvals(lender(1), ApprovalState::Open, 9).await.unwrap();
    let ids: Vec<u8> = open.iter().map(|row| row.id.as_bytes()[0]).collect();
    assert_eq!(ids, [5, 4, 2], "newest first");
    assert_eq!(store.approvals(lender(1), ApprovalState::Open, 1).await.unwrap().len(), 1);
}

pub async fn a_request_is_changed_by_compare_and_set(store: Arc<dyn Store>) {
    let first = request(1, 1);
    store.put_approval(first.clone(), News::default()).await.unwrap();
    let granted = ApprovalRow {
        state: ApprovalState::Granted,
        granted_until: Some(at(9)),
        data: r#"{"given":[]}"#.into(),
        phones: 7,
        version: 2,
        ..first.clone()
    };
    store.put_approval(granted.clone(), news(1, 1)).await.unwrap();
    for stale in [first, granted.clone(), ApprovalRow { version: 4, ..granted.clone() }] {
        let refused = store.put_approval(stale, news(2, 1)).await;
        assert!(matches!(refused, Err(StoreError::Conflict)), "{refused:?}");
    }
    assert_eq!(store.approval(granted.id).await.unwrap(), Some(granted));
    let foreign = store.put_approval(request(3, 1), news(3, 2)).await;
    assert!(matches!(foreign, Err(StoreError::Invalid(_))), "{foreign:?}");
}
