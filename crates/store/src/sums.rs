use std::collections::BTreeMap;

use crate::rows::{BalanceRow, PostingRow};

/// Debits and credits by account and currency, in minor units. No sum of 64-bit amounts leaves 128 bits.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Sums(BTreeMap<(String, String), (i128, i128)>);

impl Sums {
    /// Adds a posting's lines.
    pub(crate) fn add(&mut self, posting: &PostingRow) {
        for line in &posting.lines {
            let minor = i128::from(line.minor);
            let (debit, credit) = if line.debit { (minor, 0) } else { (0, minor) };
            self.plus(&line.account, &line.currency, debit, credit);
        }
    }

    /// Adds to one account.
    pub(crate) fn plus(&mut self, account: &str, currency: &str, debit: i128, credit: i128) {
        let sum = self.0.entry((account.to_owned(), currency.to_owned())).or_default();
        *sum = (sum.0.saturating_add(debit), sum.1.saturating_add(credit));
    }

    /// By (account, currency).
    pub(crate) fn rows(&self) -> Vec<BalanceRow> {
        let row = |((account, currency), (debit_minor, credit_minor)): (&(String, String), &(i128, i128))| {
            BalanceRow {
                account: account.clone(),
                currency: currency.clone(),
                debit_minor: *debit_minor,
                credit_minor: *credit_minor,
            }
        };
        self.0.iter().map(row).collect()
    }
}
