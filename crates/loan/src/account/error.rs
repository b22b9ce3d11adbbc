use ident::PaymentId;
use money::{Currency, MAX_MINOR, Money, MoneyError};

/// Why an account refused a payment or a reversal. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AccountError {
    /// The amount is zero or negative.
    #[error("the payment is {0:?}: it must be above zero")]
    NotPositive(Money),
    /// The payment is in another currency than the loan. It is never converted.
    #[error("the payment is in {got}: the loan is in {expected}")]
    Currency {
        /// The loan's currency.
        expected: Currency,
        /// The payment's currency.
        got: Currency,
    },
    /// A payment with this id was received before.
    #[error("payment {0} was received before")]
    Duplicate(PaymentId),
    /// All payments together would exceed [`MAX_MINOR`] less the schedule's total.
    #[error("all payments together would exceed the limit of {MAX_MINOR} minor units less the loan")]
    TooLarge,
    /// There is no such payment.
    #[error("there is no payment {0}")]
    Unknown(PaymentId),
    /// The payment was reversed before.
    #[error("payment {0} is reversed already")]
    AlreadyReversed(PaymentId),
    /// The payment doesn't cover the payoff.
    #[error("{got:?} does not pay the loan off: {needed:?} does")]
    BelowPayoff {
        /// The quote's total.
        needed: Money,
        /// The payment.
        got: Money,
    },
    /// The stored payments aren't in order or contradict each other.
    #[error("not the payments of an account: {0}")]
    Broken(&'static str),
    /// An amount left the range.
    #[error(transparent)]
    Money(#[from] MoneyError),
}
