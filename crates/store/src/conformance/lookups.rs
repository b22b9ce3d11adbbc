use std::sync::Arc;

use super::sample::{change, claim, contract_id, create};
use crate::rows::LookupKind;
use crate::{CommitError, Store};

const KEY: &str = "490154203237518";

pub async fn a_key_is_claimed_once_whoever_the_lender(store: Arc<dyn Store>) {
    let mut first = create(1, 1);
    first.claims.push(claim(LookupKind::Imei, KEY));
    store.commit(first).await.unwrap();
    for (n, lender) in [(2, 1), (3, 2)] {
        let mut other = create(n, lender);
        other.claims.push(claim(LookupKind::Imei, KEY));
        assert!(matches!(store.commit(other).await, Err(CommitError::Taken(LookupKind::Imei))));
        assert_eq!(store.contract(contract_id(n)).await.unwrap(), None);
    }
    assert_eq!(store.lookup(LookupKind::Imei, KEY).await.unwrap().unwrap().contract, contract_id(1));
}

pub async fn a_key_can_be_released_and_claimed_in_one_commit(store: Arc<dyn Store>) {
    let mut commit = create(1, 1);
    commit.claims.push(claim(LookupKind::EnrollmentToken, "old"));
    store.commit(commit).await.unwrap();
    let mut again = change(1, 1, 1);
    again.releases.push((LookupKind::EnrollmentToken, "old".into()));
    again.claims.push(claim(LookupKind::EnrollmentToken, "old"));
    store.commit(again).await.unwrap();
    assert!(store.lookup(LookupKind::EnrollmentToken, "old").await.unwrap().is_some());
    let mut freed = change(1, 1, 2);
    freed.releases.push((LookupKind::EnrollmentToken, "old".into()));
    store.commit(freed).await.unwrap();
    assert_eq!(store.lookup(LookupKind::EnrollmentToken, "old").await.unwrap(), None);
}

pub async fn only_the_holder_releases(store: Arc<dyn Store>) {
    let mut holder = create(1, 1);
    holder.claims.push(claim(LookupKind::Imei, KEY));
    store.commit(holder).await.unwrap();
    let mut thief = create(2, 2);
    thief.releases.push((LookupKind::Imei, KEY.into()));
    store.commit(thief).await.unwrap();
    assert_eq!(store.lookup(LookupKind::Imei, KEY).await.unwrap().unwrap().contract, contract_id(1));
    let mut again = change(2, 2, 1);
    again.releases.push((LookupKind::Imei, KEY.into()));
    again.claims.push(claim(LookupKind::Imei, KEY));
    assert!(matches!(store.commit(again).await, Err(CommitError::Taken(LookupKind::Imei))));
}

pub async fn a_key_is_taken_over_from_the_named_holder_only(store: Arc<dyn Store>) {
    let mut holder = create(1, 1);
    holder.claims.push(claim(LookupKind::DeviceKey, "key"));
    store.commit(holder).await.unwrap();
    store.commit(create(2, 1)).await.unwrap();
    let take = |version, from| {
        let mut commit = change(2, 1, version);
        commit.taken_over.push((LookupKind::DeviceKey, "key".into(), contract_id(from)));
        commit.claims.push(claim(LookupKind::DeviceKey, "key"));
        commit
    };
    let wrong = store.commit(take(1, 3)).await;
    assert!(matches!(wrong, Err(CommitError::Taken(LookupKind::DeviceKey))));
    assert_eq!(store.lookup(LookupKind::DeviceKey, "key").await.unwrap().unwrap().contract, contract_id(1));
    store.commit(take(1, 1)).await.unwrap();
    assert_eq!(store.lookup(LookupKind::DeviceKey, "key").await.unwrap().unwrap().contract, contract_id(2));
}

pub async fn a_one_time_token_works_once(store: Arc<dyn Store>) {
    let token = || Some((LookupKind::EnrollmentToken, "token".to_owned()));
    let mut commit = create(1, 1);
    commit.claims.push(claim(LookupKind::EnrollmentToken, "token"));
    store.commit(commit).await.unwrap();
    store.commit(create(2, 1)).await.unwrap();

    let mut of_another = change(2, 1, 1);
    of_another.consume = token();
    assert!(matches!(store.commit(of_another).await, Err(CommitError::TokenUsed)));
    let mut use_it = change(1, 1, 1);
    use_it.consume = token();
    store.commit(use_it).await.unwrap();
    let mut again = change(1, 1, 2);
    again.consume = token();
    assert!(matches!(store.commit(again).await, Err(CommitError::TokenUsed)));
    assert_eq!(store.contract(contract_id(1)).await.unwrap().unwrap().version, 2);
}

pub async fn kinds_are_separate_name_spaces(store: Arc<dyn Store>) {
    for (n, kind) in (1..).zip(LookupKind::ALL) {
        let mut commit = create(n, 1);
        commit.claims.push(claim(kind, "same"));
        store.commit(commit).await.unwrap();
        assert_eq!(store.lookup(kind, "same").await.unwrap().unwrap().contract, contract_id(n));
    }
}
