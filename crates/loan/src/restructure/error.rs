use jiff::civil::Date;
use money::{Currency, Money, MoneyError};

use crate::TermsError;
use crate::terms_error::{MAX_EVERY, MAX_INSTALLMENTS};

/// Why a plan can't be changed that way. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RestructureError {
    /// The loan is settled.
    #[error("nothing is owed: a settled loan has no plan to change")]
    NothingOwed,
    /// The debt was charged off.
    #[error("the debt was charged off on {0}: its plan can't be changed any more")]
    ChargedOff(Date),
    /// A part of the loan is paid out later.
    #[error("a part of the loan is paid out on {0}: its plan can be changed from that day on")]
    NotPaidOut(Date),
    /// A payment counts on a later day.
    #[error("a payment counts on {0}: a plan changes on that day or later")]
    BeforePayment(Date),
    /// The plan changed in the same way on the same day.
    #[error("the plan was changed in this way on {0} already: once a day")]
    TwiceADay(Date),
    /// No or too many installments.
    #[error("{0} installments: there must be 1 to {MAX_INSTALLMENTS}")]
    Installments(u32),
    /// The rhythm counts no or too many units.
    #[error("every {0} units: the count must be 1 to {MAX_EVERY}")]
    Every(u16),
    /// The new series begins before the day.
    #[error("the first due date {0} is before {1}: it must be on that day or later")]
    FirstDuePast(Date, Date),
    /// No installment is due after the day.
    #[error("no unpaid installment is due after {0}: re-age instead")]
    AfterMaturity(Date),
    /// No unpaid installment is due on the day that is named.
    #[error("no unpaid installment is due on {0}: name the due date of one")]
    NoSuchDueDate(Date),
    /// A due date would move before the one before it, or not at all.
    #[error("the new due date {0} must be after {1} and another than {2}")]
    ShiftTo(Date, Date, Date),
    /// Nothing is asked for.
    #[error("nothing changes: name a new due date, extra installments, a grace, an installment or a rate")]
    NoChange,
    /// Grace over all installments.
    #[error("grace over {0} installments: it must leave at least one of {1}")]
    Grace(u16, usize),
    /// An installment that isn't above the interest it must pay.
    #[error("an installment of {0:?} doesn't repay the loan: it must be above {1:?}, the interest of one")]
    InstallmentTooSmall(Money, Money),
    /// No or too many installments to skip.
    #[error("{0} installments to skip: there must be 1 to {1}")]
    Holiday(u16, u16),
    /// A payment holiday runs.
    #[error("a payment holiday runs through {0}: re-age on that day or later")]
    InHoliday(Date),
    /// The rate is the one in force.
    #[error("the rate on {0} is this one already")]
    SameRate(Date),
    /// A day before the loan began or after its last due date.
    #[error("{0} is outside of the loan: name a day from {1} through {2}")]
    OutsideLoan(Date, Date, Date),
    /// The pause ends before it begins.
    #[error("the pause from {0} through {1} has no day: it must end on or after its first day")]
    EmptyPause(Date, Date),
    /// The pause meets another one.
    #[error("interest is paused from {0} through {1} already: pauses must not overlap")]
    Overlap(Date, Date),
    /// An amount below zero, or nothing at all.
    #[error("{0} to forgive is {1:?}: it must be zero or more, and something must be forgiven")]
    ForgivesNothing(&'static str, Money),
    /// More than is owed.
    #[error("{0} to forgive is {1:?}: only {2:?} is owed")]
    ForgivesTooMuch(&'static str, Money, Money),
    /// Another currency than the loan's.
    #[error("the amount is in {0}: the loan is in {1}")]
    Currency(Currency, Currency),
    /// Due dates run out of the calendar, or no plan can be reckoned.
    #[error(transparent)]
    Terms(#[from] TermsError),
    /// Interest follows what is owed day by day: no plan is laid out ahead.
    #[error(
        "the plan of a loan whose interest is recalculated daily can't be changed: waive, credit or write off"
    )]
    Recalculated,
    /// The interest is beyond what can be reckoned.
    #[error("the interest can't be reckoned: it is beyond the limit")]
    Interest,
    /// An amount left the range.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

impl RestructureError {
    /// The request field at fault.
    #[must_use]
    pub const fn field(&self) -> &'static str {
        match self {
            Self::Installments(_) | Self::Holiday(..) => "installments",
            Self::Every(_) => "every",
            Self::FirstDuePast(..) => "first_due_on",
            Self::NoSuchDueDate(_) | Self::OutsideLoan(..) => "from",
            Self::ShiftTo(..) => "to",
            Self::Grace(..) => "grace",
            Self::InstallmentTooSmall(..) => "installment",
            Self::SameRate(_) | Self::Interest => "rate",
            Self::EmptyPause(..) | Self::Overlap(..) => "through",
            Self::ForgivesNothing(portion, _) | Self::ForgivesTooMuch(portion, ..) => portion,
            Self::Currency(..) | Self::Money(_) => "amount",
            _ => "on",
        }
    }
}
