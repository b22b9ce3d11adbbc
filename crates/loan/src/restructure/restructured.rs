use money::Money;

use crate::{InterestRules, Portion, Portions, Row};

/// A plan after it was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restructured {
    /// What interest is reckoned by from now on.
    pub rules: InterestRules,
    /// The new plan: what was paid where it was paid, and all that is owed.
    pub rows: Vec<Row>,
    /// What was given up: the rows have it as waived.
    pub waived: Portions,
    /// Fees and penalties that went to another row.
    pub moved: Vec<MovedCharge>,
}

/// What is unpaid of fees or penalties went from one row to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MovedCharge {
    /// The row they were in.
    pub from: u16,
    /// The row they are in now.
    pub to: u16,
    /// [`Portion::Fee`] or [`Portion::Penalty`].
    pub portion: Portion,
    /// How much.
    pub amount: Money,
}
