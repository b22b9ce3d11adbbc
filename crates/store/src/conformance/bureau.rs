use std::sync::Arc;

use super::sample::{at, lender};
use crate::rows::BureauPaperRow;
use crate::{Hidden, Store};

fn paper(of: u8, owner: u8, byte: u8) -> BureauPaperRow {
    BureauPaperRow {
        lender: lender(of),
        owner: [owner; 16],
        sealed: Hidden(vec![byte; 40]),
        updated_at: at(byte.into()),
    }
}

pub async fn a_paper_is_replaced_and_forgotten(store: Arc<dyn Store>) {
    store.put_bureau_paper(paper(1, 7, 1)).await.unwrap();
    store.put_bureau_paper(paper(1, 7, 2)).await.unwrap();
    assert_eq!(store.bureau_paper(lender(1), [7; 16]).await.unwrap(), Some(paper(1, 7, 2)));
    assert_eq!(store.bureau_paper(lender(2), [7; 16]).await.unwrap(), None, "another lender's (I10)");
    assert!(!store.remove_bureau_paper(lender(2), [7; 16]).await.unwrap());
    assert!(store.remove_bureau_paper(lender(1), [7; 16]).await.unwrap());
    assert!(!store.remove_bureau_paper(lender(1), [7; 16]).await.unwrap());
    assert_eq!(store.bureau_paper(lender(1), [7; 16]).await.unwrap(), None);
}
