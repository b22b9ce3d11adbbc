use std::collections::BTreeMap;

use jiff::civil::Date;
use loan::ledger::LedgerAccount;
use money::{Currency, UnknownCurrency};
use store::StoreError;
use store::rows::{BalanceRow, LineRow, PostingRow};

use crate::api::types::{BalanceView, LineView, PostingView, TrialBalanceView, decimal};
use crate::persist;

/// A posting.
pub(crate) fn posting(row: &PostingRow) -> Result<PostingView, StoreError> {
    Ok(PostingView {
        number: row.number,
        kind: row.kind.clone(),
        booked_at: row.booked_at.into(),
        booked_on: persist::day_from_epoch(row.booked_on).into(),
        value_on: persist::day_from_epoch(row.value_on).into(),
        transaction: row.cause,
        lines: row.lines.iter().map(line).collect::<Result<_, _>>()?,
    })
}

fn line(row: &LineRow) -> Result<LineView, StoreError> {
    Ok(LineView {
        account: row.account.clone(),
        side: if row.debit { "debit" } else { "credit" },
        amount: decimal(row.minor.into(), currency(&row.currency)?),
        currency: row.currency.clone(),
    })
}

/// The trial balance of a lender (invariant I6).
pub(crate) fn trial_balance(on: Date, rows: &[BalanceRow]) -> Result<TrialBalanceView, StoreError> {
    let mut sums = BTreeMap::<&str, i128>::new();
    let mut data = Vec::new();
    for row in rows {
        let currency = currency(&row.currency)?;
        let (debit, credit) = (row.debit_minor, row.credit_minor);
        *sums.entry(&row.currency).or_default() += debit - credit;
        data.push(BalanceView {
            account: row.account.clone(),
            class: row.account.parse::<LedgerAccount>().ok().map(|account| account.class().as_str()),
            currency: row.currency.clone(),
            debit: decimal(debit, currency),
            credit: decimal(credit, currency),
            balance: decimal(debit - credit, currency),
        });
    }
    Ok(TrialBalanceView { on: on.into(), data, balanced: sums.values().all(|sum| *sum == 0) })
}

pub(super) fn currency(code: &str) -> Result<Currency, StoreError> {
    code.parse().map_err(|error: UnknownCurrency| StoreError::Damaged(Box::new(error)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unbalanced_book_shows() {
        let row = |debit_minor, credit_minor| BalanceRow {
            account: "suspense".to_owned(),
            currency: "USD".to_owned(),
            debit_minor,
            credit_minor,
        };
        let on = jiff::civil::date(2026, 1, 5);
        assert!(trial_balance(on, &[row(5, 0), row(0, 5)]).unwrap().balanced);
        assert!(!trial_balance(on, &[row(5, 0), row(0, 4)]).unwrap().balanced);
    }
}
