use std::collections::BTreeMap;

use ident::TransactionId;
use jiff::civil::Date;
use money::{Currency, Money};
use serde::{Deserialize, Serialize};

use super::{LedgerAccount, PostingKind};
use crate::bounded;

/// The side of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Adds to assets and expenses.
    Debit,
    /// Adds to liabilities and income.
    Credit,
}

/// One line of a posting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// The account.
    pub account: LedgerAccount,
    /// The side.
    pub side: Side,
    /// How much, above zero.
    pub amount: Money,
}

/// A balanced, immutable entry of the ledger: debits equal credits in every currency (I6).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Parts", into = "Parts")]
pub struct Posting {
    kind: PostingKind,
    value_on: Date,
    cause: Option<TransactionId>,
    lines: Vec<Line>,
}

/// Lines that make no posting.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a posting: {0}")]
pub struct Unbalanced(&'static str);

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Parts {
    kind: PostingKind,
    value_on: Date,
    cause: Option<TransactionId>,
    lines: Vec<Line>,
}

/// An amount that leaves one account's credit side for another's debit side; negative for the other way.
#[derive(Debug, Clone, Copy)]
pub(super) struct Transfer {
    pub(super) debit: LedgerAccount,
    pub(super) credit: LedgerAccount,
    pub(super) amount: Money,
}

/// The transfer that undoes another one.
pub(super) const fn mirror(transfer: Transfer) -> Transfer {
    let Transfer { debit, credit, amount } = transfer;
    Transfer { debit: credit, credit: debit, amount }
}

impl Posting {
    /// A posting of the given lines.
    ///
    /// # Errors
    /// When there is no line, an amount isn't positive, or debits and credits differ in a currency.
    pub fn new(
        kind: PostingKind,
        value_on: Date,
        cause: Option<TransactionId>,
        lines: Vec<Line>,
    ) -> Result<Self, Unbalanced> {
        if lines.is_empty() || !lines.iter().all(|line| line.amount.is_positive()) {
            return Err(Unbalanced("there is no line, or an amount isn't above zero"));
        }
        let mut sums = BTreeMap::<Currency, i128>::new();
        for line in &lines {
            let minor = i128::from(line.amount.minor());
            *sums.entry(line.amount.currency()).or_default() +=
                if line.side == Side::Debit { minor } else { -minor };
        }
        if sums.values().any(|sum| *sum != 0) {
            return Err(Unbalanced("debits and credits differ"));
        }
        Ok(Self { kind, value_on, cause, lines })
    }

    /// The posting that makes the transfers, one line for each account they change. It has no lines if they
    /// change none; see [`Self::unless_empty`].
    pub(super) fn of_transfers(
        kind: PostingKind,
        value_on: Date,
        cause: Option<TransactionId>,
        transfers: &[Transfer],
    ) -> Self {
        let mut net = BTreeMap::<(LedgerAccount, Currency), i64>::new();
        for Transfer { debit, credit, amount } in transfers {
            *net.entry((*debit, amount.currency())).or_default() += amount.minor();
            *net.entry((*credit, amount.currency())).or_default() -= amount.minor();
        }
        let line = |side, account: &LedgerAccount, currency: &Currency, minor: i64| Line {
            side,
            account: *account,
            amount: bounded::of_minor(minor, *currency),
        };
        let debits = net.iter().filter(|(_, minor)| **minor > 0);
        let credits = net.iter().filter(|(_, minor)| **minor < 0);
        let lines = debits
            .map(|((account, currency), minor)| line(Side::Debit, account, currency, *minor))
            .chain(credits.map(|((account, currency), minor)| line(Side::Credit, account, currency, -minor)))
            .collect();
        Self { kind, value_on, cause, lines }
    }

    /// Nothing for a posting without lines, which is none.
    pub(super) fn unless_empty(self) -> Option<Self> {
        (!self.lines.is_empty()).then_some(self)
    }

    /// The mirror that undoes this posting as of a day.
    #[must_use]
    pub fn contra(&self, value_on: Date) -> Self {
        let mirrored = |line: &Line| {
            let side = if line.side == Side::Debit { Side::Credit } else { Side::Debit };
            Line { side, ..*line }
        };
        let lines = self.lines.iter().map(mirrored).collect();
        Self { kind: PostingKind::Reversal, value_on, cause: self.cause, lines }
    }

    /// Why it was made.
    #[must_use]
    pub fn kind(&self) -> PostingKind {
        self.kind
    }

    /// The day on which it counts; the day of booking is kept beside it by whoever books it.
    #[must_use]
    pub fn value_on(&self) -> Date {
        self.value_on
    }

    /// The transaction that caused it, if one did.
    #[must_use]
    pub fn cause(&self) -> Option<TransactionId> {
        self.cause
    }

    /// Its lines.
    #[must_use]
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }
}

impl TryFrom<Parts> for Posting {
    type Error = Unbalanced;

    fn try_from(parts: Parts) -> Result<Self, Self::Error> {
        Self::new(parts.kind, parts.value_on, parts.cause, parts.lines)
    }
}

impl From<Posting> for Parts {
    fn from(posting: Posting) -> Self {
        let Posting { kind, value_on, cause, lines } = posting;
        Self { kind, value_on, cause, lines }
    }
}
