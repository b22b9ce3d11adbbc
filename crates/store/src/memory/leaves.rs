use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;
use ident::{ContractId, LeafId, LenderId};
use jiff::Timestamp;

use super::MemoryStore;
use super::list::size;
use super::state::{Leaf, State};
use crate::rows::{LeafPlaced, LeafRow, LogQueue};
use crate::traits::LogStore;
use crate::{StoreError, check};

pub(super) fn may_append(state: &State, rows: &[LeafRow]) -> Result<(), StoreError> {
    let mut ids = BTreeSet::new();
    let is_new = |row: &LeafRow| !state.leaves.contains_key(&row.id);
    let all_new = rows.iter().all(|row| ids.insert(row.id) && is_new(row));
    if all_new { Ok(()) } else { Err(StoreError::Duplicate("log entry".to_owned())) }
}

pub(super) fn append(state: &mut State, row: LeafRow) {
    state.leaves.insert(row.id, Leaf { row, done: false });
}

pub(super) fn finish(state: &mut State, id: LeafId) {
    if let Some(leaf) = state.leaves.get_mut(&id).filter(|leaf| leaf.row.place.is_some()) {
        leaf.done = true;
    }
}

#[async_trait]
impl LogStore for MemoryStore {
    async fn queue_leaf(&self, leaf: LeafRow) -> Result<bool, StoreError> {
        check::public_leaf(&leaf)?;
        let mut state = self.open()?;
        let is_new = !state.leaves.contains_key(&leaf.id);
        if is_new {
            append(&mut state, leaf);
        }
        Ok(is_new)
    }

    async fn pending_leaves(&self, limit: u32) -> Result<Vec<LeafRow>, StoreError> {
        let state = self.open()?;
        let pending = state.leaves.values().filter(|leaf| leaf.row.place.is_none());
        Ok(pending.take(size(limit)).map(|leaf| leaf.row.clone()).collect())
    }

    async fn mark_sequenced(&self, placed: Vec<LeafPlaced>) -> Result<(), StoreError> {
        check::places(&placed)?;
        let mut state = self.open()?;
        let mut taken: BTreeMap<u64, LeafId> =
            state.leaves.values().filter_map(|leaf| Some((leaf.row.place?, leaf.row.id))).collect();
        let mut fits = |placed: &LeafPlaced| {
            let leaf = state.leaves.get(&placed.id);
            leaf.is_some_and(|leaf| leaf.row.place.is_none_or(|place| place == placed.place))
                && *taken.entry(placed.place).or_insert(placed.id) == placed.id
        };
        if !placed.iter().all(&mut fits) {
            return Err(StoreError::Conflict);
        }
        for placed in placed {
            if let Some(leaf) = state.leaves.get_mut(&placed.id).filter(|leaf| leaf.row.place.is_none()) {
                leaf.row.place = Some(placed.place);
                leaf.done = placed.done;
            }
        }
        Ok(())
    }

    async fn placed_leaves(&self, from: u64, limit: u32) -> Result<Vec<LeafRow>, StoreError> {
        check::number(from)?;
        let state = self.open()?;
        let waited_for = state.leaves.values().filter(|leaf| leaf.row.place >= Some(from) && !leaf.done);
        let mut rows: Vec<LeafRow> = waited_for.map(|leaf| leaf.row.clone()).collect();
        rows.sort_by_key(|row| row.place);
        rows.truncate(size(limit));
        Ok(rows)
    }

    async fn finish_leaf(&self, id: LeafId) -> Result<(), StoreError> {
        finish(&mut *self.open()?, id);
        Ok(())
    }

    async fn leaf(&self, id: LeafId) -> Result<Option<LeafRow>, StoreError> {
        Ok(self.open()?.leaves.get(&id).map(|leaf| leaf.row.clone()))
    }

    async fn leaves_of(&self, contract: ContractId) -> Result<Vec<LeafRow>, StoreError> {
        let state = self.open()?;
        let rows = state.leaves.values().map(|leaf| &leaf.row);
        Ok(rows.filter(|row| row.contract == Some(contract)).cloned().collect())
    }

    async fn restrictions_since(&self, lender: LenderId, since: Timestamp) -> Result<u64, StoreError> {
        let state = self.open()?;
        let counts = |row: &&LeafRow| {
            row.lender == Some(lender) && row.kind == LeafRow::RESTRICTION && row.at >= since
        };
        let count = state.leaves.values().map(|leaf| &leaf.row).filter(counts).count();
        Ok(u64::try_from(count).unwrap_or(u64::MAX))
    }

    async fn log_queue(&self) -> Result<LogQueue, StoreError> {
        let state = self.open()?;
        let pending = state.leaves.values().map(|leaf| &leaf.row).filter(|row| row.place.is_none());
        let last = state.leaves.values().filter_map(|leaf| leaf.row.place).max();
        let empty = LogQueue { next_place: last.map_or(0, |place| place + 1), ..LogQueue::default() };
        let queue = pending.fold(empty, |queue, row| LogQueue {
            pending: queue.pending + 1,
            oldest_queued_at: queue
                .oldest_queued_at
                .map_or(Some(row.queued_at), |oldest| Some(oldest.min(row.queued_at))),
            ..queue
        });
        Ok(queue)
    }
}
