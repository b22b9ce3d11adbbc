use std::sync::Arc;

use ident::ApprovalId;
use jiff::Timestamp;

use super::approvals::request;
use super::sample::{at, change, contract_id, create, lender};
use crate::rows::{ApprovalRow, ApprovalState, GrantRow, Restricts, RiseRow, RiseScope};
use crate::{Commit, CommitError, News, Store, Withheld};

const HOUR: i64 = 3600;

pub(super) fn rise(seconds: i64, limit: u64) -> RiseRow {
    RiseRow {
        credential: [1; 32],
        at: at(seconds),
        counts_after: at(seconds - HOUR),
        lender_limit: limit,
        credential_limit: limit,
        installation_limit: Some(limit),
        rollout: None,
        grant: None,
    }
}

fn raise(n: u8, of: u8, rise: RiseRow) -> Commit {
    let mut commit = create(n, of);
    commit.restricts = Some(Restricts::Rise(rise));
    commit
}

fn withheld(end: Result<(), CommitError>) -> Option<Withheld> {
    let why = |error| if let CommitError::Withheld(why) = error { Some(why) } else { None };
    end.err().map(|error| why(error).unwrap())
}

async fn raise_one(store: &Arc<dyn Store>, n: u8, of: u8, rise: RiseRow) -> Option<Withheld> {
    withheld(store.commit(raise(n, of, rise)).await)
}

/// A request that two people approved.
async fn grant(store: &Arc<dyn Store>, phones: u64, until: Timestamp, of_installation: bool) -> GrantRow {
    let granted =
        ApprovalRow { phones, state: ApprovalState::Granted, granted_until: Some(until), ..request(9, 1) };
    store.put_approval(granted, News::default()).await.unwrap();
    GrantRow { approval: ApprovalId::from_bytes([9; 16]), of_installation }
}

pub async fn a_full_hour_takes_no_more_and_keeps_nothing(store: Arc<dyn Store>) {
    assert_eq!(raise_one(&store, 1, 1, rise(0, 2)).await, None);
    assert_eq!(raise_one(&store, 2, 1, rise(1, 2)).await, None);
    assert_eq!(raise_one(&store, 3, 1, rise(2, 2)).await, Some(Withheld::LenderBudget));
    assert_eq!(store.contract(contract_id(3)).await.unwrap(), None);
    assert_eq!(store.rises(RiseScope::Lender(lender(1)), at(-HOUR)).await.unwrap(), 2);
    // The hour slides: the first is out of it at once when it is an hour old, the second not yet.
    assert_eq!(raise_one(&store, 3, 1, rise(HOUR, 2)).await, None);
    assert_eq!(raise_one(&store, 4, 1, rise(HOUR, 2)).await, Some(Withheld::LenderBudget));
    assert_eq!(store.rises(RiseScope::Lender(lender(1)), at(0)).await.unwrap(), 2);
}

pub async fn key_and_installation_have_their_own_hours(store: Arc<dyn Store>) {
    assert_eq!(raise_one(&store, 1, 1, rise(0, 9)).await, None);
    let tight = RiseRow { credential_limit: 1, ..rise(1, 9) };
    assert_eq!(raise_one(&store, 2, 1, tight.clone()).await, Some(Withheld::CredentialBudget));
    let other_key = RiseRow { credential: [2; 32], ..tight };
    assert_eq!(raise_one(&store, 2, 1, other_key).await, None);
    let all = RiseRow { credential: [3; 32], installation_limit: Some(2), ..rise(2, 9) };
    assert_eq!(raise_one(&store, 3, 2, all.clone()).await, Some(Withheld::InstallationBudget));
    // A test lender neither counts for the installation nor waits for it.
    let test = RiseRow { installation_limit: None, ..all };
    assert_eq!(raise_one(&store, 3, 2, test).await, None);
    assert_eq!(store.rises(RiseScope::Installation, at(-HOUR)).await.unwrap(), 2);
    assert_eq!(store.rises(RiseScope::Credential([1; 32]), at(-HOUR)).await.unwrap(), 1);
    assert_eq!(store.rises(RiseScope::Lender(lender(2)), at(-HOUR)).await.unwrap(), 1);
}

pub async fn a_grant_has_exactly_its_places(store: Arc<dyn Store>) {
    let grant = grant(&store, 2, at(10), true).await;
    let granted = |seconds| RiseRow { grant: Some(grant), ..rise(seconds, 0) };
    assert_eq!(raise_one(&store, 1, 1, granted(0)).await, None);
    assert_eq!(raise_one(&store, 2, 1, granted(10)).await, Some(Withheld::LenderBudget), "it is over");
    assert_eq!(raise_one(&store, 2, 1, granted(9)).await, None);
    assert_eq!(raise_one(&store, 3, 1, granted(9)).await, Some(Withheld::LenderBudget), "it is used");
    assert_eq!(store.approval(grant.approval).await.unwrap().unwrap().used, 2);
    // What two people approved takes no place in the hour.
    assert_eq!(raise_one(&store, 3, 1, rise(9, 1)).await, None);
}

pub async fn a_lenders_grant_does_not_open_the_installations_hour(store: Arc<dyn Store>) {
    let grant = grant(&store, 9, at(10), false).await;
    let granted = RiseRow { grant: Some(grant), installation_limit: Some(1), ..rise(0, 0) };
    assert_eq!(raise_one(&store, 1, 1, granted.clone()).await, None);
    assert_eq!(raise_one(&store, 2, 1, granted).await, Some(Withheld::InstallationBudget));
    assert_eq!(store.approval(grant.approval).await.unwrap().unwrap().used, 1, "no place was lost");
}

pub async fn the_last_place_is_taken_once(store: Arc<dyn Store>) {
    let racers = (1..=40).map(|n| {
        let store = Arc::clone(&store);
        tokio::spawn(async move { raise_one(&store, n, 1, rise(i64::from(n), 1)).await })
    });
    let mut kept = 0;
    for racer in racers.collect::<Vec<_>>() {
        kept += u32::from(racer.await.unwrap().is_none());
    }
    assert_eq!(kept, 1);
}

pub async fn releases_take_no_place(store: Arc<dyn Store>) {
    assert_eq!(raise_one(&store, 1, 1, rise(0, 1)).await, None);
    store.commit(change(1, 1, 1)).await.unwrap();
    let mut renewal = change(1, 1, 2);
    renewal.restricts = Some(Restricts::Renewal);
    store.commit(renewal).await.unwrap();
    assert_eq!(store.rises(RiseScope::Lender(lender(1)), at(-HOUR)).await.unwrap(), 1);
}

pub async fn old_rises_are_purged(store: Arc<dyn Store>) {
    for (n, of) in [(1, 1), (2, 1), (3, 2)] {
        assert_eq!(raise_one(&store, n, of, rise(i64::from(n), 9)).await, None);
    }
    assert_eq!(store.purge_rises(lender(1), at(2)).await.unwrap(), 1);
    assert_eq!(store.rises(RiseScope::Installation, at(-HOUR)).await.unwrap(), 2);
}

pub async fn contracts_are_counted_by_status(store: Arc<dyn Store>) {
    for (n, of, status) in [(1, 1, "active"), (2, 1, "settled"), (3, 2, "active"), (4, 1, "active")] {
        let mut commit = create(n, of);
        commit.contract.status = status.into();
        store.commit(commit).await.unwrap();
    }
    assert_eq!(store.count_contracts(lender(1), "active").await.unwrap(), 2);
    assert_eq!(store.count_contracts(lender(3), "active").await.unwrap(), 0);
}
