use async_trait::async_trait;
use ident::LenderId;
use jiff::Timestamp;

use super::MemoryStore;
use super::state::{Request, State};
use crate::StoreError;
use crate::rows::{Begin, IdempotencyBegin, IdempotencyDone};
use crate::traits::IdempotencyStore;

/// Whether the try begun then works on the key now.
pub(super) fn holds(state: &State, lender: LenderId, key: &str, begun_at: Timestamp) -> bool {
    let request = state.idempotency.get(&(lender, key.to_owned()));
    request.is_some_and(|request| request.done.is_none() && request.begun.now == begun_at)
}

pub(super) fn finish(state: &mut State, done: IdempotencyDone) {
    if let Some(request) = state.idempotency.get_mut(&(done.lender, done.key.clone())) {
        request.done = Some(done);
    }
}

#[async_trait]
impl IdempotencyStore for MemoryStore {
    async fn begin_idempotency(&self, begin: IdempotencyBegin) -> Result<Begin, StoreError> {
        let mut state = self.open()?;
        let key = (begin.lender, begin.key.clone());
        if let Some(known) = state.idempotency.get(&key) {
            if known.begun.digest != begin.digest {
                return Ok(Begin::Mismatch);
            }
            if let Some(done) = &known.done {
                return Ok(Begin::Replay {
                    status: done.status,
                    content_type: done.content_type.clone(),
                    body: done.body.clone(),
                });
            }
            if known.begun.now >= begin.stale_before {
                return Ok(Begin::InFlight);
            }
        }
        state.idempotency.insert(key, Request { begun: begin, done: None });
        Ok(Begin::Fresh)
    }

    async fn finish_idempotency(&self, done: IdempotencyDone) -> Result<bool, StoreError> {
        let mut state = self.open()?;
        let holds = holds(&state, done.lender, &done.key, done.begun_at);
        if holds {
            finish(&mut state, done);
        }
        Ok(holds)
    }

    async fn forget_idempotency(
        &self,
        lender: LenderId,
        key: &str,
        begun_at: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut state = self.open()?;
        let holds = holds(&state, lender, key, begun_at);
        if holds {
            state.idempotency.remove(&(lender, key.to_owned()));
        }
        Ok(holds)
    }

    async fn purge_idempotency(&self, begun_before: Timestamp) -> Result<u64, StoreError> {
        let mut state = self.open()?;
        let before = state.idempotency.len();
        state.idempotency.retain(|_, request| request.begun.now >= begun_before);
        Ok(u64::try_from(before - state.idempotency.len()).unwrap_or(u64::MAX))
    }
}
