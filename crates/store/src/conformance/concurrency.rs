use std::sync::Arc;

use super::sample::{change, claim, contract_id, create, event, lender};
use crate::rows::{ContractFilter, LookupKind};
use crate::{Commit, CommitError, Page, Store, StoreError};

/// Sends all commits at once; how each ended, in order.
async fn all_at_once(store: &Arc<dyn Store>, commits: Vec<Commit>) -> Vec<Result<(), CommitError>> {
    let send = |commit| {
        let store = Arc::clone(store);
        tokio::spawn(async move { store.commit(commit).await })
    };
    let tasks: Vec<_> = commits.into_iter().map(send).collect();
    let mut ends = Vec::new();
    for task in tasks {
        ends.push(task.await.unwrap());
    }
    ends
}

pub async fn one_of_many_concurrent_commits_wins(store: Arc<dyn Store>) {
    store.commit(create(1, 1)).await.unwrap();
    let racer = |n: u8| {
        let mut commit = change(1, 1, 1);
        commit.contract.state = n.to_string();
        commit.events.push(event(&commit.contract, n, 1));
        commit
    };
    let ends = all_at_once(&store, (0..50).map(racer).collect()).await;
    let winners: Vec<usize> = (0..50).filter(|n| ends[*n].is_ok()).collect();
    assert_eq!(winners.len(), 1);
    assert!(ends.iter().all(|end| matches!(end, Ok(()) | Err(CommitError::VersionConflict))));
    let row = store.contract(contract_id(1)).await.unwrap().unwrap();
    assert_eq!((row.version, row.state), (2, winners[0].to_string()));
    assert_eq!(store.events(contract_id(1), 0, 99).await.unwrap().len(), 1);
}

pub async fn a_refused_commit_does_not_hurt_its_neighbors(store: Arc<dyn Store>) {
    let mut holder = create(250, 1);
    holder.claims.push(claim(LookupKind::Imei, "taken"));
    store.commit(holder).await.unwrap();
    let contender = |n: u8| {
        let mut commit = create(n, 2);
        commit.events.push(event(&commit.contract, n, 1));
        let key = if n.is_multiple_of(7) { "taken".to_owned() } else { format!("free-{n}") };
        commit.claims.push(claim(LookupKind::Imei, &key));
        commit
    };
    let ends = all_at_once(&store, (1..=200).map(contender).collect()).await;
    for (n, end) in (1..=200_u8).zip(ends) {
        let kept = store.contract(contract_id(n)).await.unwrap().is_some();
        let events = store.events(contract_id(n), 0, 9).await.unwrap().len();
        if n.is_multiple_of(7) {
            assert!(matches!(end, Err(CommitError::Taken(_))), "{end:?}");
            assert!(!kept && events == 0);
        } else {
            assert!(end.is_ok() && kept && events == 1, "{end:?}");
        }
    }
}

pub async fn an_imei_is_claimed_by_one_of_many(store: Arc<dyn Store>) {
    // The same IMEI claimed by forty contracts of different lenders at once.
    let racer = |n: u8| {
        let mut commit = create(n, n);
        commit.claims.push(claim(LookupKind::Imei, "one"));
        commit
    };
    let ends = all_at_once(&store, (1..=40).map(racer).collect()).await;
    assert_eq!(ends.iter().filter(|end| end.is_ok()).count(), 1);
    let mut kept = 0;
    for n in 1..=40 {
        let rows = store.contracts(lender(n), ContractFilter::default(), Page::first(9)).await.unwrap();
        kept += rows.len();
    }
    assert_eq!(kept, 1);
}

pub async fn closing_finishes_what_was_begun(store: Arc<dyn Store>) {
    store.commit(create(1, 1)).await.unwrap();
    store.close().await.unwrap();
    store.close().await.unwrap();
    let late = store.commit(create(2, 1)).await;
    assert!(matches!(late, Err(CommitError::Store(StoreError::Closed))), "{late:?}");
    assert!(matches!(store.contract(contract_id(1)).await, Err(StoreError::Closed)));
    assert!(matches!(store.ready().await, Err(StoreError::Closed)));
}
