mod ageing;
mod balance;
mod book;
mod error;
mod payoff;
mod receive;
mod reverse;
mod state;
mod stored;

pub use error::AccountError;
pub use receive::Received;
pub use reverse::Reversed;
pub use state::InstallmentState;

use ident::PaymentId;
use serde::{Deserialize, Serialize};

use crate::{Allocation, Payment, Schedule};
use book::Book;

/// The account of one loan: its schedule and payments, and what follows from them.
///
/// Only schedule and payments are stored; what each installment still owes, the splits, the credit balance
/// and the waived interest are their fold in value-date order (same day: order of arrival), so a backdated
/// or reversed payment leaves exactly the state of having come in its place or never.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "stored::Stored", into = "stored::Stored")]
pub struct LoanAccount {
    schedule: Schedule,
    payments: Vec<Payment>,
    /// One for each payment; `None` for a reversed one.
    allocations: Vec<Option<Allocation>>,
    book: Book,
}

/// A payment whose allocation changed because another one before it came or went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// The payment.
    pub payment: PaymentId,
    /// What it did until now.
    pub before: Allocation,
    /// What it does from now on.
    pub after: Allocation,
}

impl LoanAccount {
    /// An account with nothing paid.
    #[must_use]
    pub fn open(schedule: Schedule) -> Self {
        let book = Book::open(&schedule);
        Self { schedule, payments: Vec::new(), allocations: Vec::new(), book }
    }

    /// The schedule.
    #[must_use]
    pub fn schedule(&self) -> &Schedule {
        &self.schedule
    }

    /// All payments by value date, reversed ones included.
    #[must_use]
    pub fn payments(&self) -> &[Payment] {
        &self.payments
    }

    /// What a payment does now; `None` if it is unknown or reversed.
    #[must_use]
    pub fn allocation(&self, id: PaymentId) -> Option<&Allocation> {
        let at = self.payments.iter().position(|payment| payment.id == id)?;
        self.allocations.get(at)?.as_ref()
    }

    /// Folds all payments anew and puts the result in place.
    ///
    /// # Errors
    /// When an amount leaves the range; nothing is changed then.
    fn with_payments(&self, payments: Vec<Payment>) -> Result<Self, AccountError> {
        let mut book = Book::open(&self.schedule);
        let allocations = payments
            .iter()
            .map(|payment| book.apply(&self.schedule, payment))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self { schedule: self.schedule.clone(), payments, allocations, book })
    }

    /// The live payments whose allocation differs between two states with the same payments.
    fn changed_since(&self, before: &[Option<Allocation>]) -> Vec<Changed> {
        let pairs = before.iter().zip(&self.allocations);
        let both = self.payments.iter().zip(pairs).filter_map(|(payment, pair)| match pair {
            (Some(before), Some(after)) => {
                Some(Changed { payment: payment.id, before: *before, after: *after })
            }
            _ => None,
        });
        both.filter(|changed| changed.before != changed.after).collect()
    }
}
