use jiff::civil::Date;
use money::{Money, MoneyError};

/// Why a return can't go on. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReturnError {
    /// A share above the whole.
    #[error("the factor is {0}: it must be 0 to 10000 hundredths of a percent")]
    Factor(u16),
    /// A worse grade is worth more than a better one.
    #[error("the grade table rises: a worse grade must not be worth more than a better one")]
    TableRises,
    /// The reference price is below zero.
    #[error("the reference price is {0:?}: it must be zero or more")]
    NegativePrice(Money),
    /// An amount of the statement is below zero.
    #[error("{0} is {1:?}: it must be zero or more")]
    Negative(&'static str, Money),
    /// The step doesn't follow the last one.
    #[error("a return that is {from} can't become {to}: next is {next}")]
    Order {
        /// Where the return stands.
        from: &'static str,
        /// The step that was tried.
        to: &'static str,
        /// What may follow.
        next: &'static str,
    },
    /// The step is dated before the last one.
    #[error("{0} is before {1}, the day of the last step: steps of a return don't go back in time")]
    BackInTime(Date, Date),
    /// The appointment is before the day it is made.
    #[error("the appointment is for {0}: it must be on or after {1}, the day it is made")]
    AppointmentPast(Date, Date),
    /// Stored steps that don't begin with a request.
    #[error("not a return: it begins with a request")]
    NoRequest,
    /// Currencies differ or an amount leaves the range.
    #[error(transparent)]
    Money(#[from] MoneyError),
}
