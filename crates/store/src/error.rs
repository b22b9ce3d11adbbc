use std::error::Error;

use ident::PaymentId;

use crate::rows::{LookupKind, PaymentRow};

/// Why the store did not do what it was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// Another process works on the folder.
    #[error("the data folder is in use by another process")]
    InUse,
    /// The store was closed, or its writer has died.
    #[error("the store is closed")]
    Closed,
    /// A row that breaks a rule of the caller's making: of another lender, out of range.
    #[error("this cannot be kept: {0}")]
    Invalid(String),
    /// A key that must be unique exists.
    #[error("this exists: {0}")]
    Duplicate(String),
    /// The row was changed since it was read.
    #[error("the row was changed since it was read")]
    Conflict,
    /// A test clock was to be set to an earlier time than it shows.
    #[error("a clock does not go back")]
    ClockBack,
    /// The folder was written by a newer version of the program.
    #[error("the data was written by a newer version, which knows the migration `{0}`")]
    Newer(String),
    /// What was read is not what could have been written.
    #[error("a stored row is damaged")]
    Damaged(#[source] Box<dyn Error + Send + Sync>),
    /// The engine failed: disk full, input or output error. Whether the write happened is unknown.
    #[error("the storage engine failed")]
    Engine(#[source] Box<dyn Error + Send + Sync>),
}

/// Why a commit was refused. Nothing of it was kept.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CommitError {
    /// The contract is not (any more) at the expected version: read it again and decide again.
    #[error("the contract was changed since it was read")]
    VersionConflict,
    /// A claimed key belongs to somebody, who is not named.
    #[error("this {0} is taken")]
    Taken(LookupKind),
    /// A payment with this (rail, external id) was kept before: the same again if its digest is the same.
    #[error("this payment is known")]
    PaymentExists(Box<PaymentRow>),
    /// The payment is not in the status from which it was to be moved.
    #[error("{0} is not in the expected status")]
    PaymentMoved(PaymentId),
    /// The device has this standing or a higher one.
    #[error("the standing's sequence is not above the current one")]
    StandingNotNewer,
    /// A one-time key was used before or never existed.
    #[error("this one-time token is used or unknown")]
    TokenUsed,
    /// A receipt with this counter and other bytes was kept before.
    #[error("another receipt has this counter")]
    ReceiptConflict,
    /// Debits and credits of a posting differ in a currency.
    #[error("debits do not equal credits")]
    Unbalanced,
    /// A posting is booked on a day that a closing has ended: decide again, as of now.
    #[error("the books are closed through the day of booking")]
    PeriodClosed,
    /// The request's idempotency record was taken over by a later try, finished, or forgotten.
    #[error("another request holds the idempotency key")]
    IdempotencyLost,
    /// It restricts further or longer than may be now.
    #[error(transparent)]
    Withheld(#[from] Withheld),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why a restriction does not go further, or last longer, for now. Nothing of this keeps one from being lifted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Withheld {
    /// The lender is frozen.
    #[error("the lender is frozen")]
    Frozen,
    /// The lender's hour is full.
    #[error("the lender's budget of this hour is used")]
    LenderBudget,
    /// The signing key's hour is full.
    #[error("the signing key's budget of this hour is used")]
    CredentialBudget,
    /// The hour of all live lenders together is full.
    #[error("the installation's budget of this hour is used")]
    InstallationBudget,
    /// As many phones as this stage of the pack's rollout takes are restricted.
    #[error("the rollout of the policy pack has not come further")]
    RolloutStage,
    /// The pack's rollout has stopped.
    #[error("the rollout of the policy pack has stopped")]
    RolloutStopped,
}
