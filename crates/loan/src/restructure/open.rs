use money::{Money, MoneyError};

use crate::Row;

/// What a row still owes as principal and interest, the interest by where it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Open {
    pub(super) principal: Money,
    /// Brought back by chargebacks.
    pub(super) credited: Money,
    /// Earned before the row's period and carried into it; bears no interest.
    pub(super) carried: Money,
    /// Of a payment holiday; bears interest as principal does.
    pub(super) capitalized: Money,
    /// Of the row's own period.
    pub(super) own: Money,
}

impl Open {
    /// What is open of a row. What was paid, waived or written off took credited interest first, then carried,
    /// capitalized and last the row's own.
    pub(super) fn of(row: &Row) -> Result<Self, MoneyError> {
        let principal = row.owed(crate::Portion::Principal)?;
        let mut gone = row.due.interest.minus(row.owed(crate::Portion::Interest)?)?;
        let own =
            row.due.interest.minus(row.credited.interest)?.minus(row.carried)?.minus(row.capitalized)?;
        let mut left = |part: Money| {
            let taken = part.min(gone)?;
            gone = gone.minus(taken)?;
            part.minus(taken)
        };
        let credited = left(row.credited.interest)?;
        let carried = left(row.carried)?;
        let capitalized = left(row.capitalized)?;
        Ok(Self { principal, credited, carried, capitalized, own: left(own)? })
    }

    /// All interest.
    pub(super) fn interest(&self) -> Result<Money, MoneyError> {
        self.fixed()?.plus(self.capitalized)?.plus(self.own)
    }

    /// Interest that stays owed and bears none.
    pub(super) fn fixed(&self) -> Result<Money, MoneyError> {
        self.credited.plus(self.carried)
    }

    /// What bears interest.
    pub(super) fn bearing(&self) -> Result<Money, MoneyError> {
        self.principal.plus(self.capitalized)
    }
}

/// What was paid, waived or written off of the interest of the row's own period.
pub(super) fn own_gone(row: &Row) -> Result<Money, MoneyError> {
    let own = row.due.interest.minus(row.credited.interest)?.minus(row.carried)?.minus(row.capitalized)?;
    own.minus(Open::of(row)?.own)
}
