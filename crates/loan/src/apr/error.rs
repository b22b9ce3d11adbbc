use std::fmt;

use jiff::civil::Date;

use super::flow::{MAX_AMOUNT, MAX_FLOWS};

/// Which list of a transaction an entry is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// What the borrower receives.
    Advances,
    /// What the borrower pays.
    Payments,
}

/// One entry of a transaction, shown as `payments[3]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place(pub Side, pub usize);

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Advances => "advances",
            Self::Payments => "payments",
        })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]", self.0, self.1)
    }
}

/// Why there is no annual percentage rate. Says what is wrong and what would be right;
/// [`AprError::field`] names where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AprError {
    /// A list without an amount above zero.
    #[error("there is no amount above zero: give at least one")]
    Nothing(Side),
    /// More entries than are taken.
    #[error("{1} entries: give at most {MAX_FLOWS}")]
    TooMany(Side, usize),
    /// An amount out of range.
    #[error("the amount must be zero or more and at most {MAX_AMOUNT}")]
    Amount(Place),
    /// A time before the start.
    #[error("the time is before the first advance, from which it is counted: give one at or after it")]
    BeforeStart(Place),
    /// No advance at the start, when times are given as numbers.
    #[error("none is at 0: times are counted from the first advance, give that one at 0")]
    NoStart,
    /// Nothing is left of the first advance.
    #[error("the charges paid at the start leave nothing of the first advance: they must be below it")]
    PrepaidNotBelowAdvance,
    /// Too long.
    #[error("the time is more than {1} years after the first advance: give an earlier one")]
    TooLate(Place, u16),
    /// A unit-period that isn't one.
    #[error("a unit-period is 1 to 366 days, 1 to 52 weeks, 1 to 12 months or 1 year")]
    UnitPeriod,
    /// Nothing on a later day than the first advance.
    #[error("none is after the first advance of {0}: a rate needs time between advance and payment")]
    NoTime(Date),
    /// No rate makes the present values equal.
    #[error(
        "no rate makes their present value equal to that of the advances: more must be paid later than at once, and none before it is advanced"
    )]
    NoRate,
    /// The rate has too many digits.
    #[error("the rate is beyond what can be shown: give less or later ones")]
    TooHigh,
    /// Amounts of two currencies, or a sum beyond the limit.
    #[error("{1}")]
    Money(Side, money::MoneyError),
}

impl AprError {
    /// The field at fault: a list, one of its entries, or the unit-period.
    #[must_use]
    pub fn field(&self) -> String {
        match self {
            Self::Nothing(side) | Self::TooMany(side, _) | Self::Money(side, _) => side.to_string(),
            Self::Amount(place) => format!("{place}.amount"),
            Self::BeforeStart(place) | Self::TooLate(place, _) => place.to_string(),
            Self::NoStart => "advances".to_owned(),
            Self::PrepaidNotBelowAdvance => "prepaid".to_owned(),
            Self::UnitPeriod => "unit_period.count".to_owned(),
            Self::NoTime(_) | Self::NoRate | Self::TooHigh => "payments".to_owned(),
        }
    }
}
