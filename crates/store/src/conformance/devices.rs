use std::sync::Arc;

use ident::SessionId;

use super::sample::{
    at, change, contract_id, create, device, device_id, lender, session, session_id, standing,
};
use crate::rows::Touch;
use crate::{CommitError, Hidden, Store, StoreError};

pub async fn a_standing_must_be_newer(store: Arc<dyn Store>) {
    let mut commit = create(1, 1);
    commit.standing = Some(standing(1, 5));
    store.commit(commit).await.unwrap();
    for seq in [5, 4, 0] {
        let mut stale = change(1, 1, 1);
        stale.standing = Some(standing(1, seq));
        assert!(matches!(store.commit(stale).await, Err(CommitError::StandingNotNewer)));
    }
    let mut newer = change(1, 1, 1);
    newer.standing = Some(standing(1, 9));
    store.commit(newer).await.unwrap();
    assert_eq!(store.current_standing(device_id(1)).await.unwrap(), Some(standing(1, 9)));
    assert_eq!(store.current_standing(device_id(2)).await.unwrap(), None);
}

pub async fn touches_keep_the_maximum(store: Arc<dyn Store>) {
    let mut commit = create(1, 1);
    (commit.device, commit.session) = (Some(device(1, 1)), Some(session(1, 1)));
    store.commit(commit).await.unwrap();
    let touch =
        |counter, seconds| Touch { device: device_id(1), session: session_id(1), counter, at: at(seconds) };
    let unknown = Touch { device: device_id(9), session: SessionId::from_bytes([9; 16]), ..touch(1, 1) };
    let foreign = Touch { device: device_id(9), ..touch(1000, 1000) };
    let touches = vec![touch(7, 50), unknown, touch(9, 40), foreign, touch(8, 60), touch(3, 10)];
    store.touch_devices(touches).await.unwrap();
    store.touch_devices(vec![touch(6, 55)]).await.unwrap();
    let seen = store.device(device_id(1)).await.unwrap().unwrap().last_seen_at;
    assert_eq!(seen, Some(at(60)));
    assert_eq!(store.session(session_id(1)).await.unwrap().unwrap().counter, 9);
    assert_eq!(store.device(device_id(9)).await.unwrap(), None);
    // A commit that read the device before the touch does not take it back.
    let mut commit = change(1, 1, 1);
    commit.device = Some(device(1, 1));
    store.commit(commit).await.unwrap();
    assert_eq!(store.device(device_id(1)).await.unwrap().unwrap().last_seen_at, Some(at(60)));
    let refused = store.touch_devices(vec![touch(u64::MAX, 1)]).await;
    assert!(matches!(refused, Err(StoreError::Invalid(_))), "{refused:?}");
}

pub async fn a_session_counter_never_goes_back(store: Arc<dyn Store>) {
    store.put_session(session(1, 1)).await.unwrap();
    let mut renewed = session(1, 1);
    (renewed.counter, renewed.key, renewed.expires_at) = (2, Hidden(vec![9]), at(2000));
    store.put_session(renewed.clone()).await.unwrap();
    renewed.counter = 5;
    assert_eq!(store.session(session_id(1)).await.unwrap(), Some(renewed.clone()));
    renewed.counter = 6;
    store.put_session(renewed.clone()).await.unwrap();
    assert_eq!(store.session(session_id(1)).await.unwrap(), Some(renewed));
}

pub async fn a_session_stays_with_its_device(store: Arc<dyn Store>) {
    store.put_session(session(1, 1)).await.unwrap();
    let mut stolen = session(1, 1);
    stolen.device = device_id(2);
    for other in [stolen, session(1, 2)] {
        let refused = store.put_session(other).await;
        assert!(matches!(refused, Err(StoreError::Invalid(_))), "{refused:?}");
    }
    assert_eq!(store.session(session_id(1)).await.unwrap(), Some(session(1, 1)));
}

pub async fn a_device_stays_with_its_lender(store: Arc<dyn Store>) {
    let mut commit = create(1, 1);
    commit.device = Some(device(1, 1));
    store.commit(commit).await.unwrap();
    let mut other = create(2, 2);
    other.device = Some(crate::rows::DeviceRow { contract: contract_id(2), ..device(1, 2) });
    let refused = store.commit(other).await;
    assert!(matches!(refused, Err(CommitError::Store(StoreError::Invalid(_)))), "{refused:?}");
    assert_eq!(store.device(device_id(1)).await.unwrap().unwrap().lender, lender(1));
    assert_eq!(store.contract(contract_id(2)).await.unwrap(), None);
}

pub async fn expired_sessions_are_purged(store: Arc<dyn Store>) {
    store.put_session(session(1, 1)).await.unwrap();
    let mut later = session(2, 1);
    later.expires_at = at(1001);
    store.put_session(later.clone()).await.unwrap();
    assert_eq!(store.purge_sessions(lender(2), at(1001)).await.unwrap(), 0);
    assert_eq!(store.purge_sessions(lender(1), at(1001)).await.unwrap(), 1);
    assert_eq!(store.session(session_id(1)).await.unwrap(), None);
    assert_eq!(store.session(session_id(2)).await.unwrap(), Some(later));
}
