use data_encoding::HEXLOWER;
use store::StoreError;
use store::rows::{BookHead, ClosingRow};

use super::ledger;
use crate::api::types::{ChainView, ClosingView, SuspenseAgeView, SuspenseAgeingView, decimal};
use crate::books::{SuspenseAge, SuspenseAgeing};
use crate::persist;

/// The end of a chain.
pub(crate) fn chain(head: &BookHead) -> ChainView {
    ChainView {
        entries: head.entries,
        hash: HEXLOWER.encode(&head.hash),
        closed_through: head.closed_through.map(|day| persist::day_from_epoch(day).into()),
    }
}

/// A closing with its frozen trial balance.
pub(crate) fn closing(row: &ClosingRow) -> Result<ClosingView, StoreError> {
    let through = persist::day_from_epoch(row.through);
    Ok(ClosingView {
        through: through.into(),
        closed_at: row.closed_at.into(),
        entries: row.entries,
        hash: HEXLOWER.encode(&row.head),
        trial_balance: ledger::trial_balance(through, &row.balances)?,
    })
}

/// Money in suspense by age, every age named.
pub(crate) fn suspense_ageing(ageing: &SuspenseAgeing) -> Result<SuspenseAgeingView, StoreError> {
    let of_age = |age: SuspenseAge| {
        let rows = ageing.iter().filter(move |((of, _), _)| *of == age);
        rows.map(move |((_, code), sum)| {
            Ok(SuspenseAgeView {
                days: age.as_str(),
                currency: code.clone(),
                payments: sum.payments,
                amount: decimal(sum.minor, ledger::currency(code)?),
            })
        })
    };
    let data = SuspenseAge::ALL.into_iter().flat_map(of_age).collect::<Result<_, StoreError>>()?;
    Ok(SuspenseAgeingView { data })
}
