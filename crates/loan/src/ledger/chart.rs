use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::AccountClass;

/// An account of the chart of accounts, in the order of a trial balance: assets, liabilities, income, expenses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LedgerAccount {
    /// Asset: principal the borrower owes.
    PrincipalReceivable,
    /// Asset: interest the borrower owes, earned or not.
    InterestReceivable,
    /// Asset: fees the borrower owes.
    FeeReceivable,
    /// Asset: penalties the borrower owes.
    PenaltyReceivable,
    /// Asset: money taken by a payment rail and not yet paid out by it.
    RailClearing,
    /// Asset: money that the rails have paid out to the lender.
    Cash,
    /// Asset: devices that borrowers gave back, at what they were valued.
    ReturnedDeviceInventory,
    /// Liability: interest that is not income yet.
    UnearnedInterest,
    /// Liability: what the seller of the device gets.
    MerchantPayable,
    /// Liability: the borrower's money beyond everything owed.
    CustomerCredit,
    /// Liability: money that belongs to no known contract yet.
    Suspense,
    /// Liability: what the lender owes borrowers for restricting without right.
    CompensationPayable,
    /// Income: interest earned.
    InterestIncome,
    /// Income: fees charged.
    FeeIncome,
    /// Income: penalties charged.
    PenaltyIncome,
    /// Income: money that came after its debt was charged off.
    RecoveryIncome,
    /// Expense: debt that is no longer expected to be paid.
    ChargeOffExpense,
    /// Expense: what the lender gave up of fees, penalties, earned interest or principal.
    WaiverExpense,
    /// Expense: what the lender paid toward a debt out of goodwill.
    GoodwillExpense,
    /// Expense: a payment that its rail took back and that no debt bears.
    ChargebackLoss,
    /// Expense: what restricting without right costs the lender.
    CompensationExpense,
}

/// A text that names no account of the chart.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a ledger account")]
pub struct UnknownLedgerAccount(String);

impl LedgerAccount {
    /// The whole chart.
    pub const ALL: [Self; 21] = [
        Self::PrincipalReceivable,
        Self::InterestReceivable,
        Self::FeeReceivable,
        Self::PenaltyReceivable,
        Self::RailClearing,
        Self::Cash,
        Self::ReturnedDeviceInventory,
        Self::UnearnedInterest,
        Self::MerchantPayable,
        Self::CustomerCredit,
        Self::Suspense,
        Self::CompensationPayable,
        Self::InterestIncome,
        Self::FeeIncome,
        Self::PenaltyIncome,
        Self::RecoveryIncome,
        Self::ChargeOffExpense,
        Self::WaiverExpense,
        Self::GoodwillExpense,
        Self::ChargebackLoss,
        Self::CompensationExpense,
    ];

    /// The word used in the API, exports and the store.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.entry().0
    }

    /// What kind of account it is.
    #[must_use]
    pub const fn class(self) -> AccountClass {
        self.entry().1
    }

    const fn entry(self) -> (&'static str, AccountClass) {
        use AccountClass::{Asset, Expense, Income, Liability};
        match self {
            Self::PrincipalReceivable => ("principal_receivable", Asset),
            Self::InterestReceivable => ("interest_receivable", Asset),
            Self::FeeReceivable => ("fee_receivable", Asset),
            Self::PenaltyReceivable => ("penalty_receivable", Asset),
            Self::RailClearing => ("rail_clearing", Asset),
            Self::Cash => ("cash", Asset),
            Self::ReturnedDeviceInventory => ("returned_device_inventory", Asset),
            Self::UnearnedInterest => ("unearned_interest", Liability),
            Self::MerchantPayable => ("merchant_payable", Liability),
            Self::CustomerCredit => ("customer_credit", Liability),
            Self::Suspense => ("suspense", Liability),
            Self::CompensationPayable => ("compensation_payable", Liability),
            Self::InterestIncome => ("interest_income", Income),
            Self::FeeIncome => ("fee_income", Income),
            Self::PenaltyIncome => ("penalty_income", Income),
            Self::RecoveryIncome => ("recovery_income", Income),
            Self::ChargeOffExpense => ("charge_off_expense", Expense),
            Self::WaiverExpense => ("waiver_expense", Expense),
            Self::GoodwillExpense => ("goodwill_expense", Expense),
            Self::ChargebackLoss => ("chargeback_loss", Expense),
            Self::CompensationExpense => ("compensation_expense", Expense),
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
            assert_eq!(serde_json::to_value(account).unwrap(), account.as_str());
        }
        assert!("Suspense".parse::<LedgerAccount>().is_err());
    }

    #[test]
    fn the_chart_stands_in_the_order_of_its_classes() {
        assert!(LedgerAccount::ALL.is_sorted());
        assert!(LedgerAccount::ALL.is_sorted_by_key(|account| account.class()));
    }
}
