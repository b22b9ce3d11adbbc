use ident::TransactionId;
use money::Money;
use serde::{Deserialize, Serialize};

use super::{AccountError, Changed, LoanAccount};
use crate::{Effect, Transaction};

/// What a reversal undid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reversed {
    /// The transaction, now marked as reversed.
    pub transaction: Transaction,
    /// What it had done until now.
    pub effect: Effect,
    /// Later transactions that do something else now.
    pub changed: Vec<Changed>,
    /// The change of interest since the last transaction, where it follows what is owed.
    pub reckoned: Money,
}

impl LoanAccount {
    /// Takes a transaction back. Everything after it is done again: what remains is as if it never came,
    /// except that it is still listed, marked as reversed.
    ///
    /// # Errors
    /// When there is no such transaction, it is reversed already, or a live one (a chargeback, an adjustment,
    /// a waiver) is about it. Nothing is changed then.
    pub fn reverse(&mut self, id: impl Into<TransactionId>) -> Result<Reversed, AccountError> {
        let id = id.into();
        let at = self.position(id).ok_or(AccountError::Unknown(id))?;
        let done = self.effects.get(at).copied().flatten();
        let effect = done.ok_or(AccountError::AlreadyReversed(id))?;
        if let Some(other) = self.live().find(|transaction| transaction.body.of() == Some(id)) {
            return Err(AccountError::StandsUnder { id, other: other.id });
        }
        self.admit_undo(at)?;
        self.mark(at, true);
        let (book, effects, reckoned) = match self.fold() {
            Ok(folded) => folded,
            Err(error) => {
                self.mark(at, false);
                return Err(error.into());
            }
        };
        let before = std::mem::replace(&mut self.effects, effects);
        self.book = book;
        let changed = self.changed_since(&before);
        let transaction = self.transactions.get(at).cloned().ok_or(AccountError::Unknown(id))?;
        let reckoned = self.reckon_tail(reckoned)?;
        Ok(Reversed { transaction, effect, changed, reckoned })
    }

    /// The transactions that count.
    pub(super) fn live(&self) -> impl Iterator<Item = &Transaction> {
        self.transactions.iter().filter(|transaction| !transaction.reversed)
    }

    fn mark(&mut self, at: usize, reversed: bool) {
        if let Some(transaction) = self.transactions.get_mut(at) {
            transaction.reversed = reversed;
        }
    }
}
