use jiff::civil::Date;
use money::{Money, MoneyError};
use serde::{Deserialize, Serialize};

use super::LoanAccount;
use crate::Row;

/// Where one installment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstallmentState {
    /// Its place, from 1.
    pub number: u16,
    /// Its due date.
    pub due_on: Date,
    /// All it demands, less what was given up or written off.
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
        let states = self.rows().iter().map(state).collect::<Result<_, _>>();
        debug_assert!(states.is_ok(), "amounts of a checked account: {states:?}");
        states.unwrap_or_default()
    }
}

fn state(row: &Row) -> Result<InstallmentState, MoneyError> {
    let (paid, outstanding) = (row.paid.total()?, row.outstanding()?.total()?);
    let due = paid.plus(outstanding)?;
    Ok(InstallmentState { number: row.number, due_on: row.due_on, due, paid, outstanding })
}
