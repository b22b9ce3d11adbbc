use store::rows::PaymentRow;
use store::{CommitError, StoreError};

use crate::{ExecuteError, Problem};

/// What became of a notification. All of it is durable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It counts for its contract; a reversal has taken its payment back.
    Applied(PaymentRow),
    /// Kept apart until someone finds out where it belongs.
    Suspended(PaymentRow, Reason),
    /// A reversal whose payment has not come yet.
    Waiting(PaymentRow),
    /// A payment whose reversal came first: it never counted.
    ReversedEarly(PaymentRow),
    /// It was known. Nothing happened.
    Duplicate(PaymentRow),
}

/// Why money is in suspense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// No contract of the lender has this reference.
    UnknownReference,
    /// The contract is in another currency.
    OtherCurrency,
    /// The contract is not accepted yet, or was cancelled.
    ContractNotRunning,
    /// More than a contract can hold.
    AmountOutOfRange,
    /// The decision did not pass the audit; people must look.
    UnderReview,
    /// A reversal of another amount than its payment's. The debt is left as it is until people have looked.
    PartialReversal,
}

/// Why a notification did nothing.
#[derive(Debug, thiserror::Error)]
pub enum IngestError {
    /// It can't be a payment. Nothing was kept.
    #[error("{field}: {detail}")]
    Invalid {
        /// The field at fault.
        field: &'static str,
        /// What was wrong and what would be right.
        detail: String,
    },
    /// The same rail and id came before with other content (invariant I7).
    #[error("a payment with this external id and other content is known")]
    Conflict(Box<PaymentRow>),
    /// No such payment, or another lender's.
    #[error("there is no such payment")]
    NoSuchPayment,
    /// Only a payment in suspense can be matched to a contract.
    #[error("the payment is not in suspense")]
    NotInSuspense,
    /// The contract could not be changed.
    #[error(transparent)]
    Execute(#[from] ExecuteError),
}

impl Outcome {
    /// The word in answers, logs and counters.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Applied(_) => "applied",
            Self::Suspended(..) => "suspense",
            Self::Waiting(_) => "waiting",
            Self::ReversedEarly(_) => "reversed",
            Self::Duplicate(_) => "duplicate",
        }
    }

    /// The payment or reversal it is about.
    #[must_use]
    pub const fn payment(&self) -> &PaymentRow {
        match self {
            Self::Applied(row)
            | Self::Suspended(row, _)
            | Self::Waiting(row)
            | Self::ReversedEarly(row)
            | Self::Duplicate(row) => row,
        }
    }
}

impl Reason {
    /// The word in events.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::UnknownReference => "unknown_reference",
            Self::OtherCurrency => "other_currency",
            Self::ContractNotRunning => "contract_not_running",
            Self::AmountOutOfRange => "amount_out_of_range",
            Self::UnderReview => "under_review",
            Self::PartialReversal => "partial_reversal",
        }
    }
}

impl From<StoreError> for IngestError {
    fn from(error: StoreError) -> Self {
        Self::Execute(error.into())
    }
}

impl From<CommitError> for IngestError {
    fn from(error: CommitError) -> Self {
        Self::Execute(ExecuteError::Commit(error))
    }
}

impl From<IngestError> for Problem {
    fn from(error: IngestError) -> Self {
        match error {
            IngestError::Invalid { field, detail } => Self::invalid(field, detail),
            IngestError::Conflict(_) => Self::conflict("payment-conflict", error.to_string()),
            IngestError::NoSuchPayment => Self::not_found("payment"),
            IngestError::NotInSuspense => Self::conflict("not-in-suspense", error.to_string()),
            IngestError::Execute(error) => error.into(),
        }
    }
}

impl IngestError {
    /// Whether a later try may succeed: nothing is known to be wrong with the notification itself.
    #[must_use]
    pub fn is_temporary(&self) -> bool {
        let Self::Execute(error) = self else { return false };
        matches!(
            error,
            ExecuteError::Busy | ExecuteError::Sign(_) | ExecuteError::Store(_) | ExecuteError::Commit(_)
        )
    }
}
