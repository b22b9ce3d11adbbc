use std::sync::Arc;

use super::approvals::news;
use super::budgets::rise;
use super::sample::{at, change, create, lender};
use crate::rows::{FreezeRow, Restricts};
use crate::{CommitError, Page, Store, Withheld};

fn frozen(of: u8, reason: &str) -> FreezeRow {
    FreezeRow { lender: lender(of), since: at(0), reason: reason.into() }
}

pub async fn a_frozen_lender_restricts_nothing_and_releases_all(store: Arc<dyn Store>) {
    store.commit(create(1, 1)).await.unwrap();
    store.commit(create(2, 2)).await.unwrap();
    assert!(store.freeze(frozen(1, "a key is lost"), news(1, 1)).await.unwrap());
    for restricts in [Restricts::Renewal, Restricts::Rise(rise(0, 9))] {
        for (of, is_kept) in [(1, false), (2, true)] {
            let version = store.contract(create(of, of).contract.id).await.unwrap().unwrap().version;
            let mut commit = change(of, of, version);
            commit.restricts = Some(restricts.clone());
            let end = store.commit(commit).await;
            let is_withheld = matches!(end, Err(CommitError::Withheld(Withheld::Frozen)));
            assert_eq!((end.is_ok(), is_withheld), (is_kept, !is_kept));
        }
    }
    store.commit(change(1, 1, 1)).await.unwrap();
    assert!(store.thaw(lender(1), news(2, 1)).await.unwrap());
    let mut commit = change(1, 1, 2);
    commit.restricts = Some(Restricts::Renewal);
    store.commit(commit).await.unwrap();
}

pub async fn the_first_freeze_stays_until_it_thaws(store: Arc<dyn Store>) {
    assert_eq!(store.frozen(lender(1)).await.unwrap(), None);
    assert!(!store.thaw(lender(1), news(9, 1)).await.unwrap());
    assert!(store.freeze(frozen(1, "first"), news(1, 1)).await.unwrap());
    assert!(!store.freeze(frozen(1, "second"), news(2, 1)).await.unwrap());
    assert_eq!(store.frozen(lender(1)).await.unwrap(), Some(frozen(1, "first")));
    assert!(store.thaw(lender(1), news(3, 1)).await.unwrap());
    assert_eq!(store.frozen(lender(1)).await.unwrap(), None);
    let feed = store.lender_events(lender(1), Page::first(9)).await.unwrap();
    let told: Vec<u8> = feed.iter().map(|event| event.id.as_bytes()[0]).collect();
    assert_eq!(told, [1, 3], "what changed nothing is not told");
}
