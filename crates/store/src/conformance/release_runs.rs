use std::sync::Arc;

use super::approvals::news;
use super::sample::{at, contract_id, lender};
use crate::rows::ReleaseRunRow;
use crate::{News, Store};

pub async fn a_run_goes_on_where_it_was(store: Arc<dyn Store>) {
    let run = |of| ReleaseRunRow {
        lender: lender(of),
        reason: "the shop's key was stolen".into(),
        begun_at: at(0),
        after: None,
        released: 0,
        finished_at: None,
    };
    assert_eq!(store.release_run(lender(1)).await.unwrap(), None);
    store.put_release_run(run(1), news(1, 1)).await.unwrap();
    store.put_release_run(run(2), News::default()).await.unwrap();
    let further = ReleaseRunRow { after: Some(contract_id(7)), released: 3, ..run(1) };
    store.put_release_run(further.clone(), News::default()).await.unwrap();
    assert_eq!(store.release_run(lender(1)).await.unwrap(), Some(further.clone()));
    assert_eq!(store.unfinished_release_runs().await.unwrap(), [further.clone(), run(2)]);
    let finished = ReleaseRunRow { finished_at: Some(at(9)), ..further };
    store.put_release_run(finished.clone(), News::default()).await.unwrap();
    assert_eq!(store.unfinished_release_runs().await.unwrap(), [run(2)]);
    assert_eq!(store.release_run(lender(1)).await.unwrap(), Some(finished));
}
