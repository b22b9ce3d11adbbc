mod admit;
mod ageing;
mod balance;
mod book;
mod charges;
mod delinquency;
mod error;
mod pause;
mod payoff;
mod receive;
mod reckon;
mod record;
mod restructure;
mod reverse;
mod rules;
mod settlement;
mod state;
mod stored;

pub use charges::ChargeState;
pub use error::AccountError;
pub use pause::PauseError;
pub use record::{Changed, Recorded};
pub use reverse::Reversed;
pub use rules::AccountRules;
pub use state::InstallmentState;

use ident::TransactionId;
use jiff::civil::Date;
use money::Money;
use serde::{Deserialize, Serialize};

use crate::{Effect, InterestRules, Pause, Payment, Row, Schedule, Transaction};
use book::Book;

/// The account of one loan: what was agreed, what happened, and what follows from both.
///
/// Only schedule, rules and transactions are stored; rows, splits, balances and the credit balance are their
/// fold by value date (same day: order of arrival). So a backdated or reversed transaction leaves exactly the
/// state of having come in its place or never.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "stored::Stored", into = "stored::Stored")]
pub struct LoanAccount {
    schedule: Schedule,
    rules: AccountRules,
    transactions: Vec<Transaction>,
    pauses: Vec<Pause>,
    /// The day through which interest was reckoned, where it follows what is owed.
    reckoned_on: Option<Date>,
    /// How much that changed since the last transaction.
    reckoned: Money,
    /// One for each transaction; `None` for a reversed one.
    effects: Vec<Option<Effect>>,
    book: Book,
}

impl LoanAccount {
    /// An account with nothing paid, under the rules that need no agreement of their own.
    #[must_use]
    pub fn open(schedule: Schedule) -> Self {
        Self::open_under(schedule, AccountRules::default())
    }

    /// An account with nothing paid.
    #[must_use]
    pub fn open_under(schedule: Schedule, rules: AccountRules) -> Self {
        let book = Book::open(&schedule, &rules);
        let reckoned = Money::zero(schedule.currency());
        Self {
            schedule,
            rules,
            transactions: Vec::new(),
            pauses: Vec::new(),
            reckoned_on: None,
            reckoned,
            effects: Vec::new(),
            book,
        }
    }

    /// The schedule as agreed at first.
    #[must_use]
    pub fn schedule(&self) -> &Schedule {
        &self.schedule
    }

    /// How money is allocated and delinquency counted.
    #[must_use]
    pub fn rules(&self) -> &AccountRules {
        &self.rules
    }

    /// What interest is reckoned by since the last change of the plan; `None` for an account that was opened without
    /// its terms: its plan can't be changed.
    #[must_use]
    pub fn interest_rules(&self) -> Option<&InterestRules> {
        self.book.interest.as_ref()
    }

    /// What is due when, and what became of it: installments, and what became owed after the last one.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.book.rows
    }

    /// All transactions by value date, reversed ones included.
    #[must_use]
    pub fn transactions(&self) -> &[Transaction] {
        &self.transactions
    }

    /// All payments by value date, reversed ones included.
    #[must_use]
    pub fn payments(&self) -> Vec<Payment> {
        self.transactions.iter().filter_map(Payment::of).collect()
    }

    /// What a transaction does now; `None` if it is unknown or reversed.
    #[must_use]
    pub fn effect(&self, id: impl Into<TransactionId>) -> Option<&Effect> {
        let at = self.position(id.into())?;
        self.effects.get(at)?.as_ref()
    }

    fn position(&self, id: TransactionId) -> Option<usize> {
        self.transactions.iter().position(|transaction| transaction.id == id)
    }
}
