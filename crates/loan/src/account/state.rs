use jiff::civil::Date;
use money::Money;
use serde::{Deserialize, Serialize};

use super::LoanAccount;
use crate::bounded;

/// Where one installment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstallmentState {
    /// Its place, from 1.
    pub number: u16,
    /// Its due date.
    pub due_on: Date,
    /// Principal and interest, less waived interest.
    pub due: Money,
    /// What was paid toward it.
    pub paid: Money,
    /// What is still owed of it.
    pub outstanding: Money,
}

impl LoanAccount {
    /// Where each installment stands, in order.
    #[must_use]
    pub fn installment_states(&self) -> Vec<InstallmentState> {
        let rows = self.schedule.installments().iter().zip(&self.book.owed);
        rows.map(|(installment, owed)| {
            let due = bounded::minus(installment.total(), owed.waived);
            let outstanding = bounded::sum(due.currency(), [owed.principal, owed.interest]);
            let paid = bounded::minus(due, outstanding);
            InstallmentState {
                number: installment.number,
                due_on: installment.due_on,
                due,
                paid,
                outstanding,
            }
        })
        .collect()
    }
}
