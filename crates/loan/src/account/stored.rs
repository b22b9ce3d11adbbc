use std::collections::HashSet;

use jiff::civil::Date;
use money::Money;
use serde::{Deserialize, Serialize};

use super::admit::within_limit;
use super::{AccountError, AccountRules, LoanAccount};
use crate::{Pause, Payment, Schedule, Transaction};

/// What is kept of an account; the rest is folded anew when it is read.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Stored {
    schedule: Schedule,
    #[serde(default)]
    rules: AccountRules,
    #[serde(default)]
    transactions: Vec<Transaction>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pauses: Vec<Pause>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reckoned_on: Option<Date>,
    /// Kept by versions that knew payments only.
    #[serde(default, skip_serializing)]
    payments: Vec<Payment>,
}

impl TryFrom<Stored> for LoanAccount {
    type Error = AccountError;

    fn try_from(stored: Stored) -> Result<Self, Self::Error> {
        let Stored { schedule, rules, mut transactions, pauses, reckoned_on, payments } = stored;
        let alone = transactions.is_empty() || payments.is_empty();
        if !alone {
            return Err(AccountError::Broken("payments beside transactions"));
        }
        transactions.extend(payments.into_iter().map(|payment| {
            let on = payment.value_on;
            payment.booked(on)
        }));
        check(&schedule, &transactions)?;
        if !pauses.iter().all(|pause| pause.from < pause.until) {
            return Err(AccountError::Broken("a pause ends before it begins"));
        }
        let mut account = Self::open_under(schedule, rules);
        account.transactions = transactions;
        account.pauses = pauses;
        account.reckoned_on = reckoned_on;
        let (book, effects, reckoned) = account.fold()?;
        Ok(Self { book, effects, reckoned, ..account })
    }
}

fn check(schedule: &Schedule, transactions: &[Transaction]) -> Result<(), AccountError> {
    let mut ids = HashSet::new();
    let mut turnover = Money::zero(schedule.currency());
    for transaction in transactions {
        if !ids.insert(transaction.id) {
            return Err(AccountError::Broken("an id comes twice"));
        }
        if transaction.body.of().is_some_and(|of| of == transaction.id || !ids.contains(&of)) {
            return Err(AccountError::Broken("a transaction is about none before it"));
        }
        let Some(amount) = transaction.body.amount() else { continue };
        if !amount.is_positive() {
            return Err(AccountError::Broken("an amount isn't positive"));
        }
        within_limit(turnover, amount, schedule.total())?;
        if !transaction.reversed {
            turnover = turnover.plus(amount)?;
        }
    }
    if transactions.is_sorted_by_key(|transaction| transaction.value_on) {
        Ok(())
    } else {
        Err(AccountError::Broken("value dates don't rise"))
    }
}

impl From<LoanAccount> for Stored {
    fn from(account: LoanAccount) -> Self {
        let LoanAccount { schedule, rules, transactions, pauses, reckoned_on, .. } = account;
        Self { schedule, rules, transactions, pauses, reckoned_on, payments: Vec::new() }
    }
}
