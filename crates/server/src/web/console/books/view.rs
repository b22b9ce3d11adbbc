use std::collections::BTreeMap;

use askama::Template;
use data_encoding::HEXLOWER;
use loan::ledger::LedgerAccount;
use money::Money;
use store::StoreError;
use store::rows::{BalanceRow, ClosingRow};

use super::super::contract::Banner;
use super::super::signed_in::SignedIn;
use super::super::words;
use crate::api::decimal_text;
use crate::books::{Export, Format, SuspenseAge, SuspenseAgeing};
use crate::{App, LenderContext, persist};

#[derive(Template)]
#[template(path = "console/books.html")]
pub(super) struct Page {
    me: SignedIn,
    is_owner: bool,
    banner: Option<Banner>,
    /// To choose from, while none is chosen.
    lenders: Vec<(String, String)>,
    book: Option<Book>,
}

/// One lender's books.
struct Book {
    id: String,
    name: String,
    on: String,
    entries: u64,
    hash: String,
    rows: Vec<Balance>,
    is_balanced: bool,
    closings: Vec<Closing>,
    suspense: Vec<Waiting>,
    files: Vec<(&'static str, Vec<(String, &'static str)>)>,
}

/// An account in a currency.
struct Balance {
    account: String,
    class: &'static str,
    currency: String,
    debit: String,
    credit: String,
    balance: String,
}

/// A period that has ended.
struct Closing {
    through: String,
    entries: u64,
    hash: String,
}

/// Money that waits for its contract.
struct Waiting {
    days: &'static str,
    payments: u64,
    amount: String,
    currency: String,
}

impl Page {
    pub(super) async fn read(
        app: &App,
        me: SignedIn,
        lender: Option<&LenderContext>,
        banner: Option<Banner>,
    ) -> Result<Self, StoreError> {
        let mut lenders = Vec::new();
        if lender.is_none() {
            let rows = app.store.lenders().await?.into_iter().filter(|row| me.may_see(row.id));
            lenders.extend(rows.map(|row| (row.id.to_string(), row.name)));
        }
        let book = match lender {
            Some(lender) => Some(Book::read(app, lender).await?),
            None => None,
        };
        Ok(Self { is_owner: me.is_owner(), me, banner, lenders, book })
    }
}

impl Book {
    async fn read(app: &App, lender: &LenderContext) -> Result<Self, StoreError> {
        let books = app.store.books(lender.id).await?;
        let today = lender.day(app.now_for(lender).await?);
        let mut closings: Vec<Closing> = books.closings.iter().map(Closing::new).collect();
        closings.reverse();
        let name = |export: Export| match export {
            Export::Entries => "Entries",
            Export::TrialBalance => "Trial balance",
            Export::Contracts => "Contracts and ageing",
            Export::Payments => "Payments",
        };
        let files = Export::ALL.map(|export| {
            let links = Format::ALL.map(|format| {
                let word = if format == Format::Csv { "CSV" } else { "Parquet" };
                (format!("{}.{}", export.name(), format.ending()), word)
            });
            (name(export), links.to_vec())
        });
        Ok(Self {
            id: lender.id.to_string(),
            name: lender.name.clone(),
            on: words::day(today),
            entries: books.head.entries,
            hash: HEXLOWER.encode(&books.head.hash),
            rows: books.balances.iter().map(Balance::new).collect(),
            is_balanced: is_balanced(&books.balances),
            closings,
            suspense: waiting(&app.suspense_ageing(lender).await?),
            files: files.to_vec(),
        })
    }
}

impl Balance {
    fn new(row: &BalanceRow) -> Self {
        let class = row.account.parse::<LedgerAccount>().map_or("", |account| account.class().as_str());
        Self {
            account: words::humanized(&row.account),
            class,
            currency: row.currency.clone(),
            debit: written(row.debit_minor, &row.currency),
            credit: written(row.credit_minor, &row.currency),
            balance: written(row.debit_minor.saturating_sub(row.credit_minor), &row.currency),
        }
    }
}

impl Closing {
    fn new(row: &ClosingRow) -> Self {
        let through = persist::day_from_epoch(row.through).to_string();
        Self { through, entries: row.entries, hash: HEXLOWER.encode(&row.head) }
    }
}

fn waiting(ageing: &SuspenseAgeing) -> Vec<Waiting> {
    let of_age = |age: SuspenseAge| ageing.iter().filter(move |((of, _), _)| *of == age);
    let rows = SuspenseAge::ALL.into_iter().flat_map(of_age);
    rows.map(|((age, currency), sum)| Waiting {
        days: age.as_str(),
        payments: sum.payments,
        amount: written(sum.minor, currency),
        currency: currency.clone(),
    })
    .collect()
}

/// Whether debits equal credits in every currency (invariant I6).
fn is_balanced(rows: &[BalanceRow]) -> bool {
    let mut sums = BTreeMap::<&str, i128>::new();
    for row in rows {
        let sum = sums.entry(&row.currency).or_default();
        *sum = sum.saturating_add(row.debit_minor).saturating_sub(row.credit_minor);
    }
    sums.values().all(|sum| *sum == 0)
}

/// Digits in groups; plain beyond what one amount holds. Of a currency that isn't known, minor units.
fn written(minor: i128, currency: &str) -> String {
    let Ok(currency) = currency.parse() else { return minor.to_string() };
    let amount = i64::try_from(minor).ok().and_then(|minor| Money::from_minor(minor, currency).ok());
    amount.map_or_else(|| decimal_text(minor, currency), Money::grouped)
}
