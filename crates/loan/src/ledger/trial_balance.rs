use std::collections::BTreeMap;

use money::Currency;
use serde::Serialize;

use super::{LedgerAccount, Posting, Side};

/// The fold of postings: what was debited and credited per account and currency.
///
/// Sums are in minor units and wider than [`money::Money`], because a whole portfolio's turnover may pass its limit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TrialBalance {
    sums: BTreeMap<(LedgerAccount, Currency), (i128, i128)>,
}

/// One row of a trial balance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct TrialBalanceRow {
    /// The account.
    pub account: LedgerAccount,
    /// The currency.
    pub currency: Currency,
    /// All debits in minor units.
    pub debit: i128,
    /// All credits in minor units.
    pub credit: i128,
}

impl TrialBalance {
    /// Adds one posting.
    pub fn add(&mut self, posting: &Posting) {
        for line in posting.lines() {
            let (debit, credit) = self.sums.entry((line.account, line.amount.currency())).or_default();
            let sum = if line.side == Side::Debit { debit } else { credit };
            *sum += i128::from(line.amount.minor());
        }
    }

    /// Debits less credits of an account in minor units.
    #[must_use]
    pub fn balance(&self, account: LedgerAccount, currency: Currency) -> i128 {
        self.sums.get(&(account, currency)).map_or(0, |(debit, credit)| debit - credit)
    }

    /// Every account and currency with a line, in the order of the chart.
    pub fn rows(&self) -> impl Iterator<Item = TrialBalanceRow> {
        self.sums.iter().map(|((account, currency), (debit, credit))| TrialBalanceRow {
            account: *account,
            currency: *currency,
            debit: *debit,
            credit: *credit,
        })
    }

    /// Whether debits equal credits in every currency (I6).
    #[must_use]
    pub fn is_balanced(&self) -> bool {
        let mut sums = BTreeMap::<Currency, i128>::new();
        for row in self.rows() {
            *sums.entry(row.currency).or_default() += row.debit - row.credit;
        }
        sums.values().all(|sum| *sum == 0)
    }
}

impl<'a> FromIterator<&'a Posting> for TrialBalance {
    fn from_iter<I: IntoIterator<Item = &'a Posting>>(postings: I) -> Self {
        let mut balance = Self::default();
        postings.into_iter().for_each(|posting| balance.add(posting));
        balance
    }
}
