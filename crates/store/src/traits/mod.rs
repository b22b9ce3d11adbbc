//! What an engine does, one trait an aggregate. `use store::traits::*` to call them on a `dyn Store`.

mod approvals;
mod budgets;
mod bureau;
mod clocks;
mod contracts;
mod devices;
mod freezes;
mod idempotency;
mod ledger;
mod lenders;
mod log;
mod outbox;
mod payments;
mod rails;
mod release_runs;
mod rollouts;
mod sign_in;

pub use approvals::ApprovalStore;
pub use budgets::BudgetStore;
pub use bureau::BureauStore;
pub use clocks::ClockStore;
pub use contracts::ContractStore;
pub use devices::DeviceStore;
pub use freezes::FreezeStore;
pub use idempotency::IdempotencyStore;
pub use ledger::LedgerStore;
pub use lenders::LenderStore;
pub use log::LogStore;
pub use outbox::OutboxStore;
pub use payments::PaymentStore;
pub use rails::RailStore;
pub use release_runs::ReleaseRunStore;
pub use rollouts::RolloutStore;
pub use sign_in::SignInStore;

use async_trait::async_trait;

use crate::StoreError;

/// A whole engine. An answer of `Ok` to a write means that it survives the loss of process and power.
#[async_trait]
pub trait Store:
    ApprovalStore
    + BudgetStore
    + BureauStore
    + ClockStore
    + ContractStore
    + DeviceStore
    + FreezeStore
    + IdempotencyStore
    + LedgerStore
    + LenderStore
    + LogStore
    + OutboxStore
    + PaymentStore
    + RailStore
    + ReleaseRunStore
    + RolloutStore
    + SignInStore
    + Send
    + Sync
    + 'static
{
    /// Whether reads and writes work now.
    ///
    /// # Errors
    /// What is wrong.
    async fn ready(&self) -> Result<(), StoreError>;

    /// Finishes what was begun and refuses what comes later. Closing twice is no error.
    ///
    /// # Errors
    /// The engine could not finish; what was answered `Ok` is safe all the same.
    async fn close(&self) -> Result<(), StoreError>;
}
