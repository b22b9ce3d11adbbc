use std::sync::Arc;

use ident::{ApiKeyId, OperatorId};

use super::sample::{at, lender};
use crate::rows::{ApiKeyRow, OperatorRow};
use crate::{Hidden, Store, StoreError};

fn key(n: u8, of: u8) -> ApiKeyRow {
    ApiKeyRow {
        id: ApiKeyId::from_bytes([n; 16]),
        lender: lender(of),
        hash: [n; 32],
        scopes: "contracts:read".into(),
        label: "shop".into(),
        created_at: at(0),
        expires_at: Some(at(100)),
        revoked_at: None,
    }
}

pub async fn keys_are_found_by_hash_and_revoked_once(store: Arc<dyn Store>) {
    store.put_api_key(key(1, 1)).await.unwrap();
    store.put_api_key(key(2, 2)).await.unwrap();
    let same_hash = ApiKeyRow { id: ApiKeyId::from_bytes([3; 16]), ..key(1, 2) };
    let same_id = ApiKeyRow { hash: [9; 32], ..key(1, 1) };
    for other in [same_hash, same_id] {
        assert!(matches!(store.put_api_key(other).await, Err(StoreError::Duplicate(_))));
    }
    assert_eq!(store.api_key_by_hash(&[1; 32]).await.unwrap(), Some(key(1, 1)));
    assert_eq!(store.api_key_by_hash(&[9; 32]).await.unwrap(), None);
    assert!(!store.revoke_api_key(lender(2), key(1, 1).id, at(5)).await.unwrap(), "of another lender");
    assert_eq!(store.api_keys(lender(1)).await.unwrap(), [key(1, 1)]);
    for later in [5, 6] {
        assert!(store.revoke_api_key(lender(1), key(1, 1).id, at(later)).await.unwrap());
        let revoked = store.api_key_by_hash(&[1; 32]).await.unwrap().unwrap();
        assert_eq!(revoked.revoked_at, Some(at(5)));
    }
}

pub async fn operators_have_unique_names(store: Arc<dyn Store>) {
    let operator = |n: u8, name: &str| OperatorRow {
        id: OperatorId::from_bytes([n; 16]),
        lender: (n != 1).then(|| lender(n)),
        name: name.into(),
        password_hash: Hidden("hash".into()),
        role: "support".into(),
        disabled_at: None,
    };
    store.put_operator(operator(1, "ada")).await.unwrap();
    store.put_operator(operator(2, "bob")).await.unwrap();
    for taken in [operator(3, "ada"), operator(2, "ada")] {
        assert!(matches!(store.put_operator(taken).await, Err(StoreError::Duplicate(_))));
    }
    let disabled = OperatorRow { disabled_at: Some(at(1)), ..operator(2, "bill") };
    store.put_operator(disabled.clone()).await.unwrap();
    assert_eq!(store.operator_by_name("bill").await.unwrap(), Some(disabled.clone()));
    assert_eq!(store.operator_by_name("bob").await.unwrap(), None);
    assert_eq!(store.operators().await.unwrap(), [operator(1, "ada"), disabled]);
}
