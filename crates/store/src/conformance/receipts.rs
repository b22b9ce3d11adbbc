use std::sync::Arc;

use super::sample::{change, contract_id, create, receipt};
use crate::rows::ReceiptRow;
use crate::{Commit, CommitError, Store};

fn with(receipts: Vec<ReceiptRow>, version: u64) -> Commit {
    Commit { receipts, ..change(1, 1, version) }
}

pub async fn the_same_receipt_is_no_change(store: Arc<dyn Store>) {
    store.commit(create(1, 1)).await.unwrap();
    store.commit(with(vec![receipt(1, 2, b"b"), receipt(1, 1, b"a")], 1)).await.unwrap();
    let mut again = receipt(1, 1, b"a");
    again.at = super::sample::at(99);
    store.commit(with(vec![again, receipt(1, 3, b"c")], 2)).await.unwrap();
    let expected = [receipt(1, 1, b"a"), receipt(1, 2, b"b"), receipt(1, 3, b"c")];
    assert_eq!(store.receipts(contract_id(1)).await.unwrap(), expected);
}

pub async fn another_receipt_with_the_counter_is_refused(store: Arc<dyn Store>) {
    store.commit(create(1, 1)).await.unwrap();
    store.commit(with(vec![receipt(1, 1, b"a")], 1)).await.unwrap();
    let forged = store.commit(with(vec![receipt(1, 2, b"b"), receipt(1, 1, b"other")], 2)).await;
    assert!(matches!(forged, Err(CommitError::ReceiptConflict)), "{forged:?}");
    assert_eq!(store.receipts(contract_id(1)).await.unwrap(), [receipt(1, 1, b"a")]);
}
