use money::Money;
use serde::{Deserialize, Serialize};

/// What a lender may charge for taking an item back (UCC § 9-616(c)(4)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExpenseKind {
    /// Fetching the item.
    Retaking,
    /// Storing it.
    Holding,
    /// Preparing it for sale.
    Preparing,
    /// Handling and paperwork.
    Processing,
    /// Selling it.
    Disposing,
}

impl ExpenseKind {
    /// The word on the statement.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Retaking => "retaking",
            Self::Holding => "holding",
            Self::Preparing => "preparing for sale",
            Self::Processing => "processing",
            Self::Disposing => "disposing",
        }
    }
}

/// One expense of a return.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expense {
    /// What for.
    pub kind: ExpenseKind,
    /// How much, zero or more.
    pub amount: Money,
}

/// What the borrower is entitled to beyond the proceeds (UCC § 9-616(c)(5)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CreditKind {
    /// The borrower's credit balance.
    CreditBalance,
    /// A refund of an insurance or service contract that ends with the loan.
    ServiceRefund,
    /// A fee or penalty the lender gives back.
    ChargeRefund,
    /// Goodwill of the lender.
    Goodwill,
}

impl CreditKind {
    /// The word on the statement.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CreditBalance => "credit balance",
            Self::ServiceRefund => "refund of a service contract",
            Self::ChargeRefund => "refund of charges",
            Self::Goodwill => "goodwill",
        }
    }
}

/// One credit of a return.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Credit {
    /// What for.
    pub kind: CreditKind,
    /// How much, zero or more.
    pub amount: Money,
}
