use async_trait::async_trait;
use ident::{LenderId, PaymentId, RawEventId};
use jiff::Timestamp;

use super::list::{page as paged, size};
use super::state::State;
use super::{MemoryStore, commit};
use crate::rows::{PaymentFilter, PaymentRow, RawEventRow};
use crate::traits::PaymentStore;
use crate::{CommitError, Page, PaymentMove, StoreError, SuspenseCommit, check};

fn find<'a>(state: &'a State, lender: LenderId, rail: &str, external_id: &str) -> Option<&'a PaymentRow> {
    let id = state.payment_ids.get(&(lender, rail.to_owned(), external_id.to_owned()))?;
    state.payments.get(&(lender, *id))
}

pub(super) fn may_insert(state: &State, row: &PaymentRow) -> Result<(), CommitError> {
    if let Some(known) = find(state, row.lender, &row.rail, &row.external_id) {
        return Err(CommitError::PaymentExists(Box::new(known.clone())));
    }
    if state.payments.contains_key(&(row.lender, row.id)) {
        return Err(StoreError::Duplicate("payment".into()).into());
    }
    Ok(())
}

pub(super) fn insert(state: &mut State, row: PaymentRow) {
    let name = (row.lender, row.rail.clone(), row.external_id.clone());
    state.payment_ids.insert(name, row.id);
    state.payments.insert((row.lender, row.id), row);
}

/// Follows several moves of one payment, also of the one that this commit brings.
pub(super) fn may_move(
    state: &State,
    lender: LenderId,
    changes: &[PaymentMove],
    payment: Option<&PaymentRow>,
) -> Result<(), CommitError> {
    for (index, change) in changes.iter().enumerate() {
        let earlier = changes.iter().take(index).rev().find(|other| other.id == change.id);
        let brought = payment.filter(|row| row.id == change.id);
        let stored = state.payments.get(&(lender, change.id)).or(brought);
        let status = earlier.map(|other| &other.to).or(stored.map(|row| &row.status));
        if status != Some(&change.from) {
            return Err(CommitError::PaymentMoved(change.id));
        }
    }
    Ok(())
}

pub(super) fn change_status(state: &mut State, lender: LenderId, change: PaymentMove) {
    if let Some(row) = state.payments.get_mut(&(lender, change.id)) {
        row.status = change.to;
        row.contract = change.contract.or(row.contract);
    }
}

/// The first outcome stays; whether this is it.
pub(super) fn finish_raw(state: &mut State, id: RawEventId, outcome: &str) -> bool {
    match state.raw_events.get_mut(&id) {
        Some(row) if row.state == RawEventRow::RECEIVED => {
            outcome.clone_into(&mut row.state);
            true
        }
        _ => false,
    }
}

#[async_trait]
impl PaymentStore for MemoryStore {
    async fn commit_suspense(&self, commit: SuspenseCommit) -> Result<(), CommitError> {
        check::suspense(&commit)?;
        commit::apply_suspense(&mut *self.open()?, commit)
    }

    async fn payment(
        &self,
        lender: LenderId,
        rail: &str,
        external_id: &str,
    ) -> Result<Option<PaymentRow>, StoreError> {
        Ok(find(&*self.open()?, lender, rail, external_id).cloned())
    }

    async fn payment_by_id(&self, lender: LenderId, id: PaymentId) -> Result<Option<PaymentRow>, StoreError> {
        Ok(self.open()?.payments.get(&(lender, id)).cloned())
    }

    async fn payments(
        &self,
        lender: LenderId,
        filter: PaymentFilter,
        page: Page<PaymentId>,
    ) -> Result<Vec<PaymentRow>, StoreError> {
        let state = self.open()?;
        let wanted = |row: &&PaymentRow| {
            row.lender == lender
                && (filter.contract.is_none() || filter.contract == row.contract)
                && filter.status.as_ref().is_none_or(|status| *status == row.status)
        };
        Ok(paged(state.payments.values().filter(wanted), page, |row| row.id))
    }

    async fn store_raw_event(&self, event: RawEventRow) -> Result<(), StoreError> {
        let mut state = self.open()?;
        if state.raw_events.contains_key(&event.id) {
            return Err(StoreError::Duplicate("raw event".into()));
        }
        state.raw_events.insert(event.id, event);
        Ok(())
    }

    async fn finish_raw_event(&self, id: RawEventId, outcome: &str) -> Result<bool, StoreError> {
        Ok(finish_raw(&mut *self.open()?, id, outcome))
    }

    async fn unfinished_raw_events(
        &self,
        older_than: Timestamp,
        limit: u32,
    ) -> Result<Vec<RawEventRow>, StoreError> {
        let state = self.open()?;
        let old = |row: &&RawEventRow| row.state == RawEventRow::RECEIVED && row.received_at < older_than;
        let mut rows: Vec<RawEventRow> = state.raw_events.values().filter(old).cloned().collect();
        rows.sort_by_key(|row| (row.received_at, row.id));
        rows.truncate(size(limit));
        Ok(rows)
    }

    async fn oldest_unfinished_raw_event(&self, lender: LenderId) -> Result<Option<Timestamp>, StoreError> {
        let state = self.open()?;
        let own = |row: &&RawEventRow| row.state == RawEventRow::RECEIVED && row.lender == lender;
        Ok(state.raw_events.values().filter(own).map(|row| row.received_at).min())
    }
}
