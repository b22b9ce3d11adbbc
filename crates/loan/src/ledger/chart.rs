use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// An account of the chart of accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LedgerAccount {
    /// Asset: principal the borrower owes.
    PrincipalReceivable,
    /// Asset: interest the borrower owes, earned or not.
    InterestReceivable,
    /// Liability: interest that is not income yet.
    UnearnedInterest,
    /// Income: interest earned.
    InterestIncome,
    /// Asset: money taken by a payment rail and not yet paid out by it.
    RailClearing,
    /// Liability: what the seller of the device gets.
    MerchantPayable,
    /// Liability: the borrower's money beyond everything owed.
    CustomerCredit,
    /// Liability: money that belongs to no known contract yet.
    Suspense,
    /// Expense: what restricting without right costs the lender.
    CompensationExpense,
    /// Liability: what the lender owes borrowers for it.
    CompensationPayable,
}

/// A text that names no account of the chart.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a ledger account")]
pub struct UnknownLedgerAccount(String);

impl LedgerAccount {
    /// The whole chart.
    pub const ALL: [Self; 10] = [
        Self::PrincipalReceivable,
        Self::InterestReceivable,
        Self::UnearnedInterest,
        Self::InterestIncome,
        Self::RailClearing,
        Self::MerchantPayable,
        Self::CustomerCredit,
        Self::Suspense,
        Self::CompensationExpense,
        Self::CompensationPayable,
    ];

    /// The word used in the API, exports and the store.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PrincipalReceivable => "principal_receivable",
            Self::InterestReceivable => "interest_receivable",
            Self::UnearnedInterest => "unearned_interest",
            Self::InterestIncome => "interest_income",
            Self::RailClearing => "rail_clearing",
            Self::MerchantPayable => "merchant_payable",
            Self::CustomerCredit => "customer_credit",
            Self::Suspense => "suspense",
            Self::CompensationExpense => "compensation_expense",
            Self::CompensationPayable => "compensation_payable",
        }
    }
}

impl fmt::Display for LedgerAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for LedgerAccount {
    type Err = UnknownLedgerAccount;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.into_iter().find(|account| account.as_str() == text);
        found.ok_or_else(|| UnknownLedgerAccount(text.chars().take(40).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_read_back() {
        for account in LedgerAccount::ALL {
            assert_eq!(account.as_str().parse(), Ok(account));
        }
        assert!("Suspense".parse::<LedgerAccount>().is_err());
    }
}
