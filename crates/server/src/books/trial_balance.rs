use jiff::civil::Date;
use loan::ledger::LedgerAccount;
use money::{Currency, UnknownCurrency};
use store::StoreError;

use super::cell::{Cell, Column, Kind, Row, column};
use super::export::Days;
use crate::{App, LenderContext, persist};

pub(super) const COLUMNS: &[Column] = &[
    column("on", Kind::Day),
    column("account", Kind::Text),
    column("class", Kind::Text),
    column("currency", Kind::Text),
    column("debit", Kind::Amount),
    column("credit", Kind::Amount),
    column("balance", Kind::Amount),
];

/// The sums by the end of the last day, which is today when none is named.
pub(super) async fn rows(app: &App, lender: &LenderContext, days: Days) -> Result<Vec<Row>, StoreError> {
    let on: Date = match days.through {
        Some(day) => day,
        None => lender.day(app.now_for(lender).await?),
    };
    let balances = app.store.balances_on(lender.id, persist::epoch_day(on)).await?;
    let rows = balances.into_iter().map(|row| {
        let money = currency(&row.currency)?;
        let class = row.account.parse::<LedgerAccount>().ok().map(|account| account.class().as_str());
        Ok(vec![
            Cell::Day(on),
            Cell::text(row.account),
            Cell::optional_text(class),
            Cell::text(row.currency),
            Cell::Amount(row.debit_minor, money),
            Cell::Amount(row.credit_minor, money),
            Cell::Amount(row.debit_minor.saturating_sub(row.credit_minor), money),
        ])
    });
    rows.collect()
}

pub(super) fn currency(code: &str) -> Result<Currency, StoreError> {
    code.parse().map_err(|error: UnknownCurrency| StoreError::Damaged(Box::new(error)))
}
