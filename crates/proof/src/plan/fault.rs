use jiff::civil::Date;

use super::MAX_INSTALLMENTS;

/// Why a plan is not allowed by the terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PlanFault {
    /// None, or too many to look at.
    #[error("a plan of {0} installments; one to {MAX_INSTALLMENTS} can be checked")]
    Count(usize),
    /// An amount that is none.
    #[error(
        "the amount due on {0} is not above zero in the terms' currency, or less than the interest in it"
    )]
    Amount(Date),
    /// Due dates out of order.
    #[error("the due date {0} is not after the one before it")]
    Order(Date),
    /// A due date before the first one of the terms.
    #[error("{0} is before the terms' first due date")]
    Sooner(Date),
    /// More than the terms and the interest on what is deferred.
    #[error("by {0} it asks for more than the terms and interest on what it defers")]
    More(Date),
    /// The terms' rate can't be read.
    #[error("the terms' annual rate is none")]
    Rate,
    /// Interest beyond what can be reckoned.
    #[error("the interest through {0} is beyond what can be reckoned")]
    Range(Date),
}
