use money::{Currency, Money};
use serde::{Deserialize, Serialize};

use crate::{Forgiveness, Portion, Portions, Rebate, Split, TransactionKind};

/// All that one transaction does to the account, and so to the books.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Effect {
    /// What kind of transaction it is.
    pub kind: TransactionKind,
    /// Where its money went, if it pays.
    pub split: Split,
    /// The interest given up, if it pays the loan off early.
    pub rebate: Option<Rebate>,
    /// What is forgiven, if it reaches the amount of a settlement offer or comes after one was accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forgiveness: Option<Forgiveness>,
    /// What the books carry more (or, negative, less) as owed by the borrower, apart from `split`, `rebate` and
    /// `forgiveness`.
    pub change: Portions,
    /// The change of interest that is not income yet, apart from `rebate` and `forgiveness`.
    pub unearned: Money,
    /// The change of the borrower's credit balance, apart from `split` and `rebate`.
    pub credit: Money,
    /// The change of interest, owed and not income yet, because it follows what is owed, apart from all else.
    pub recalculated: Money,
    /// Of a charge and its adjustment, which portion it is; `None` for a charge that charges nothing.
    pub charged: Option<Portion>,
    /// Whether the debt had been charged off before: the books then carry nothing as owed.
    pub off_books: bool,
}

impl Effect {
    /// Nothing done.
    #[must_use]
    pub const fn none(kind: TransactionKind, currency: Currency) -> Self {
        Self {
            kind,
            split: Split::zero(currency),
            rebate: None,
            forgiveness: None,
            change: Portions::zero(currency),
            unearned: Money::zero(currency),
            credit: Money::zero(currency),
            recalculated: Money::zero(currency),
            charged: None,
            off_books: false,
        }
    }

    /// Whether it is a charge that charges nothing, because what it was charged for isn't so any more.
    #[must_use]
    pub const fn is_lapsed_charge(&self) -> bool {
        matches!(self.kind, TransactionKind::Charge) && self.charged.is_none()
    }
}
