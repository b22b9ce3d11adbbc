use ident::TransactionId;
use money::{Money, MoneyError};
use serde::{Deserialize, Serialize};

use super::book::{Asked, Book, Earlier};
use super::{AccountError, LoanAccount};
use crate::{Effect, Transaction};

/// What a transaction did when it was entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// The transaction as it stands in the account.
    pub transaction: Transaction,
    /// What it did.
    pub effect: Effect,
    /// Later transactions that do something else now; empty unless this one was backdated.
    pub changed: Vec<Changed>,
    /// The change of interest since the last transaction, where it follows what is owed.
    pub reckoned: Money,
}

/// A transaction whose effect changed because another one before it came or went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// The transaction.
    pub transaction: TransactionId,
    /// What it did until now.
    pub before: Effect,
    /// What it does from now on.
    pub after: Effect,
}

impl LoanAccount {
    /// Enters a transaction. One with an earlier value date than the last one is put in its place and
    /// everything after it is done again.
    ///
    /// # Errors
    /// When it makes no sense for this account as it stands; see [`AccountError`]. Nothing is changed then.
    pub fn record(&mut self, transaction: Transaction) -> Result<Recorded, AccountError> {
        let transaction = Transaction { reversed: false, ..transaction };
        self.admit(&transaction)?;
        let at = self.place(&transaction);
        let last = at == self.transactions.len();
        let in_order = last && !self.recalculates() && !self.reaches_back(&transaction);
        if in_order { self.append(transaction) } else { self.backdate(at, transaction) }
    }

    /// Where a transaction stands: behind all others up to its value date; what is charged for being late, before
    /// them.
    fn place(&self, transaction: &Transaction) -> usize {
        let day = transaction.value_on;
        let first = transaction.is_late_charge();
        let comes_before = |t: &Transaction| t.value_on < day || !first || t.is_late_charge();
        self.transactions.partition_point(|t| t.value_on <= day && comes_before(t))
    }

    /// In order: one step of the fold.
    fn append(&mut self, transaction: Transaction) -> Result<Recorded, AccountError> {
        let mut book = self.book.clone();
        let before = Earlier { transactions: &self.transactions, effects: &self.effects };
        let effect = book.apply(&self.rules, &transaction, before)?;
        self.book = book;
        self.effects.push(Some(effect));
        self.transactions.push(transaction.clone());
        Ok(Recorded { transaction, effect, changed: Vec::new(), reckoned: self.zero() })
    }

    /// Out of order, reaching back, or where the days since matter: put in its place, everything done anew.
    fn backdate(&mut self, at: usize, transaction: Transaction) -> Result<Recorded, AccountError> {
        let id = transaction.id;
        self.transactions.insert(at, transaction.clone());
        let (book, effects, reckoned) = match self.fold() {
            Ok(folded) => folded,
            Err(error) => {
                self.transactions.remove(at);
                return Err(error.into());
            }
        };
        let effect = effects.get(at).copied().flatten().ok_or(AccountError::AlreadyReversed(id))?;
        let mut before = std::mem::replace(&mut self.effects, effects);
        before.insert(at, None);
        self.book = book;
        let changed = self.changed_since(&before);
        let reckoned = self.reckon_tail(reckoned)?;
        Ok(Recorded { transaction, effect, changed, reckoned })
    }

    /// The same account, everything done anew from the schedule on: equal to this one.
    ///
    /// # Errors
    /// When an amount leaves the range; never for an account that took its transactions.
    pub fn folded_anew(&self) -> Result<Self, AccountError> {
        let (book, effects, reckoned) = self.fold()?;
        let Self { schedule, rules, transactions, pauses, reckoned_on, .. } = self;
        Ok(Self {
            schedule: schedule.clone(),
            rules: rules.clone(),
            transactions: transactions.clone(),
            pauses: pauses.clone(),
            reckoned_on: *reckoned_on,
            reckoned,
            effects,
            book,
        })
    }

    /// Does all transactions from the schedule on.
    pub(super) fn fold(&self) -> Result<(Book, Vec<Option<Effect>>, Money), MoneyError> {
        let (mut book, effects) = self.fold_first(self.transactions.len())?;
        let last = self.live().last().map_or(self.schedule.starts_on(), |transaction| transaction.value_on);
        let reckoned = match self.reckoned_on.filter(|day| *day > last) {
            Some(day) => book.recalculate(day, Asked::Whole)?,
            None => self.zero(),
        };
        Ok((book, effects, reckoned))
    }

    /// Does the first transactions from the schedule on.
    pub(super) fn fold_first(&self, count: usize) -> Result<(Book, Vec<Option<Effect>>), MoneyError> {
        let mut book = Book::open(&self.schedule, &self.rules);
        let mut effects = Vec::with_capacity(count);
        for transaction in self.transactions.iter().take(count) {
            let before = Earlier { transactions: &self.transactions, effects: &effects };
            let live = !transaction.reversed;
            let effect = live.then(|| book.apply(&self.rules, transaction, before)).transpose()?;
            effects.push(effect);
        }
        Ok((book, effects))
    }

    /// The live transactions whose effect differs between two states with the same transactions.
    pub(super) fn changed_since(&self, before: &[Option<Effect>]) -> Vec<Changed> {
        let pairs = before.iter().zip(&self.effects);
        let both = self.transactions.iter().zip(pairs).filter_map(|(transaction, pair)| match pair {
            (Some(before), Some(after)) if before != after => {
                Some(Changed { transaction: transaction.id, before: *before, after: *after })
            }
            _ => None,
        });
        both.collect()
    }
}
