use std::sync::Arc;

use ident::EndpointId;

use super::approvals::news;
use super::sample::{RAIL, at, lender};
use crate::rows::{EndpointRow, FeedWord, LenderRow, RailRow};
use crate::{Hidden, News, Page, Store, StoreError};

fn row(n: u8, version: u64, name: &str) -> LenderRow {
    LenderRow { id: lender(n), name: name.into(), created_at: at(0), settings: "{}".into(), version }
}

pub async fn a_lender_is_changed_by_compare_and_set(store: Arc<dyn Store>) {
    assert!(matches!(store.put_lender(row(1, 0, "zero")).await, Err(StoreError::Conflict)));
    assert!(matches!(store.put_lender(row(1, 2, "early")).await, Err(StoreError::Conflict)));
    store.put_lender(row(1, 1, "first")).await.unwrap();
    assert!(matches!(store.put_lender(row(1, 1, "again")).await, Err(StoreError::Conflict)));
    store.put_lender(row(1, 2, "second")).await.unwrap();
    assert!(matches!(store.put_lender(row(1, 2, "lost")).await, Err(StoreError::Conflict)));
    store.put_lender(row(2, 1, "other")).await.unwrap();
    assert_eq!(store.lender(lender(1)).await.unwrap(), Some(row(1, 2, "second")));
    assert_eq!(store.lenders().await.unwrap(), [row(1, 2, "second"), row(2, 1, "other")]);
    assert_eq!(store.lender(lender(3)).await.unwrap(), None);
}

pub async fn endpoints_are_written_and_disabled(store: Arc<dyn Store>) {
    let mut endpoint = EndpointRow {
        id: EndpointId::from_bytes([1; 16]),
        lender: lender(1),
        url: "https://example.test/hook".into(),
        secret: Hidden(vec![1, 0, 255]),
        events: "*".into(),
        created_at: at(0),
        disabled_at: None,
    };
    store.put_endpoint(endpoint.clone()).await.unwrap();
    assert_eq!(store.endpoints(lender(1)).await.unwrap(), [endpoint.clone()]);
    endpoint.disabled_at = Some(at(5));
    store.put_endpoint(endpoint.clone()).await.unwrap();
    assert_eq!(store.endpoint(lender(1), endpoint.id).await.unwrap(), Some(endpoint.clone()));
    assert_eq!(store.endpoints(lender(2)).await.unwrap(), []);
    assert_eq!(store.endpoint(lender(2), endpoint.id).await.unwrap(), None);
}

pub async fn feeds_only_advance(store: Arc<dyn Store>) {
    let rail = |to: Option<i64>| RailRow {
        lender: lender(1),
        rail: RAIL.into(),
        scheme: "hmac-sha256".into(),
        secrets: Hidden(vec![7]),
        feed_reconciled_to: to.map(at),
        feed_heard_to: None,
    };
    let stated = |to| (FeedWord::Stated, at(to));
    assert!(!store.advance_feed(lender(1), RAIL, stated(1), news(1, 1)).await.unwrap(), "no such rail");
    assert_eq!(store.lender_events(lender(1), Page::first(9)).await.unwrap(), []);
    store.put_rail(rail(None)).await.unwrap();
    let advance = async |to| store.advance_feed(lender(1), RAIL, stated(to), News::default()).await.unwrap();
    assert!(advance(10).await && advance(5).await);
    assert_eq!(store.rail(lender(1), RAIL).await.unwrap(), Some(rail(Some(10))));
    for (written, kept) in [(None, 10), (Some(3), 10), (Some(20), 20)] {
        store.put_rail(rail(written)).await.unwrap();
        assert_eq!(store.rails(lender(1)).await.unwrap(), [rail(Some(kept))]);
    }
    // What the rail itself says is apart from what its owner says.
    for (n, to, kept) in [(2, 30, 30), (3, 25, 30), (4, 31, 31)] {
        let heard = (FeedWord::Heard, at(to));
        assert!(store.advance_feed(lender(1), RAIL, heard, news(n, 1)).await.unwrap());
        let known = RailRow { feed_heard_to: Some(at(kept)), ..rail(Some(20)) };
        assert_eq!(store.rail(lender(1), RAIL).await.unwrap(), Some(known));
    }
    store.put_rail(rail(None)).await.unwrap();
    assert_eq!(store.rail(lender(1), RAIL).await.unwrap().unwrap().feed_heard_to, Some(at(31)));
    assert_eq!(store.lender_events(lender(1), Page::first(9)).await.unwrap().len(), 3);
    assert_eq!(store.rail(lender(2), RAIL).await.unwrap(), None);
    assert_eq!(store.rails(lender(2)).await.unwrap(), []);
}
