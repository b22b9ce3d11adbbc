use std::sync::Arc;

use super::sample::{change, contract_id, create, lender, line, posting};
use crate::rows::{BalanceRow, LineRow};
use crate::{CommitError, Store, StoreError};

fn balance(account: &str, currency: &str, debit_minor: i128, credit_minor: i128) -> BalanceRow {
    BalanceRow { account: account.into(), currency: currency.into(), debit_minor, credit_minor }
}

pub async fn balances_are_the_fold_of_entries(store: Arc<dyn Store>) {
    for n in 1..=3 {
        let mut commit = create(n, 1);
        commit.postings = vec![posting(contract_id(n), 1, 100), posting(contract_id(n), 2, 7)];
        store.commit(commit).await.unwrap();
    }
    let dollars = |row: LineRow| LineRow { currency: "USD".into(), ..row };
    let mut reversal = change(1, 1, 1);
    let mut entry = posting(contract_id(1), 3, 0);
    entry.lines = vec![
        line("receivable", true, 100),
        line("cash", false, 100),
        dollars(line("cash", true, 9)),
        dollars(line("fees", false, 9)),
    ];
    reversal.postings.push(entry.clone());
    store.commit(reversal).await.unwrap();
    assert_eq!(store.postings(contract_id(1)).await.unwrap()[2], entry, "lines keep their order");
    assert_eq!(
        store.lender_balances(lender(1)).await.unwrap(),
        [
            balance("cash", "EUR", 321, 100),
            balance("cash", "USD", 9, 0),
            balance("fees", "USD", 0, 9),
            balance("receivable", "EUR", 100, 321),
        ]
    );
    assert_eq!(store.lender_balances(lender(2)).await.unwrap(), []);
    // A sum beyond the range of one amount is right all the same.
    let mut huge = change(1, 1, 2);
    huge.postings = vec![posting(contract_id(1), 4, i64::MAX)];
    store.commit(huge).await.unwrap();
    let cash = i128::from(i64::MAX) + 321;
    assert_eq!(store.lender_balances(lender(1)).await.unwrap()[0], balance("cash", "EUR", cash, 100));
}

pub async fn a_posting_number_is_used_once(store: Arc<dyn Store>) {
    let mut commit = create(1, 1);
    commit.postings.push(posting(contract_id(1), 1, 5));
    store.commit(commit).await.unwrap();
    let mut again = change(1, 1, 1);
    again.postings.push(posting(contract_id(1), 1, 6));
    let refused = store.commit(again).await;
    assert!(matches!(refused, Err(CommitError::Store(StoreError::Duplicate(_)))), "{refused:?}");
    assert_eq!(store.postings(contract_id(1)).await.unwrap(), [posting(contract_id(1), 1, 5)]);
}
