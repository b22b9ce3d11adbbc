use std::sync::Arc;

use super::sample::{at, lender};
use crate::{Store, StoreError};

pub async fn a_test_clock_never_goes_back(store: Arc<dyn Store>) {
    assert_eq!(store.test_clock(lender(1)).await.unwrap(), None);
    store.set_test_clock(lender(1), at(10)).await.unwrap();
    store.set_test_clock(lender(1), at(10)).await.unwrap();
    assert!(matches!(store.set_test_clock(lender(1), at(9)).await, Err(StoreError::ClockBack)));
    assert_eq!(store.test_clock(lender(1)).await.unwrap(), Some(at(10)));
    store.set_test_clock(lender(2), at(1)).await.unwrap();
    store.set_test_clock(lender(1), at(11)).await.unwrap();
    assert_eq!(store.test_clock(lender(1)).await.unwrap(), Some(at(11)));
    assert_eq!(store.test_clock(lender(2)).await.unwrap(), Some(at(1)));
}
