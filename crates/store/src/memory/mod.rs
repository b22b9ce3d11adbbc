//! An engine for tests: the same answers as the durable ones, gone with the process.

mod approvals;
mod bureau;
mod clocks;
mod commit;
mod contracts;
mod devices;
mod freezes;
mod idempotency;
mod leaves;
mod ledger;
mod lenders;
mod list;
mod outbox;
mod payments;
mod rails;
mod release_runs;
mod rises;
mod rollouts;
mod sign_in;
mod state;

use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;

use self::state::State;
use crate::{Store, StoreError};

/// A store in memory, for tests.
#[derive(Debug, Default)]
pub struct MemoryStore {
    state: Mutex<State>,
}

impl MemoryStore {
    /// An empty store.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn open(&self) -> Result<MutexGuard<'_, State>, StoreError> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.closed { Err(StoreError::Closed) } else { Ok(state) }
    }
}

#[async_trait]
impl Store for MemoryStore {
    async fn ready(&self) -> Result<(), StoreError> {
        self.open().map(|_| ())
    }

    async fn close(&self) -> Result<(), StoreError> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).closed = true;
        Ok(())
    }
}
