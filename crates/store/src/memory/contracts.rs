use std::ops::Bound;

use async_trait::async_trait;
use ident::{ContractId, DeviceId, EventId, LenderId};
use jiff::Timestamp;

use super::list::{page as paged, size};
use super::state::State;
use super::{MemoryStore, commit};
use crate::rows::{ContractFilter, ContractRow, DocumentRow, EventRow, LookupKind, LookupRow, ReceiptRow};
use crate::traits::ContractStore;
use crate::{ClockId, Commit, CommitError, Page, StoreError, check};

pub(super) fn may_save(state: &State, row: &ContractRow, expected: u64) -> Result<(), CommitError> {
    let stored = state.contracts.get(&row.id);
    let fits = match stored {
        None => expected == 0,
        Some(stored) => stored.version == expected && stored.lender == row.lender,
    };
    if fits { Ok(()) } else { Err(CommitError::VersionConflict) }
}

pub(super) fn save(state: &mut State, mut row: ContractRow) {
    if let Some(stored) = state.contracts.get(&row.id) {
        row.created_at = stored.created_at;
        if let Some(at) = stored.next_action_at {
            state.due.remove(&(stored.clock, at, stored.id));
        }
    }
    if let Some(at) = row.next_action_at {
        state.due.insert((row.clock, at, row.id));
    }
    state.contracts.insert(row.id, row);
}

/// The one-time key is there, and the claimed keys are free once the released ones are.
pub(super) fn may_claim(state: &State, commit: &Commit) -> Result<(), CommitError> {
    let id = commit.contract.id;
    let holds = |key: &(LookupKind, String)| state.lookups.get(key).is_some_and(|row| row.contract == id);
    if commit.consume.as_ref().is_some_and(|key| !holds(key)) {
        return Err(CommitError::TokenUsed);
    }
    for claim in &commit.claims {
        let key = (claim.kind, claim.key.clone());
        let given_back =
            holds(&key) && (commit.releases.contains(&key) || commit.consume.as_ref() == Some(&key));
        let taken_over = commit.taken_over.iter().any(|(kind, name, from)| {
            (*kind, name) == (key.0, &key.1)
                && state.lookups.get(&key).is_some_and(|row| row.contract == *from)
        });
        if state.lookups.contains_key(&key) && !given_back && !taken_over {
            return Err(CommitError::Taken(claim.kind));
        }
    }
    Ok(())
}

pub(super) fn may_keep_receipts(state: &State, commit: &Commit) -> Result<(), CommitError> {
    let other = |row: &ReceiptRow| {
        let known = state.receipts.get(&(row.contract, row.device, row.counter));
        known.is_some_and(|known| known.bytes != row.bytes)
    };
    if commit.receipts.iter().any(other) { Err(CommitError::ReceiptConflict) } else { Ok(()) }
}

fn matches(state: &State, filter: &ContractFilter, row: &ContractRow) -> bool {
    let holder = |imei: &String| state.lookups.get(&(LookupKind::Imei, imei.clone())).map(|row| row.contract);
    filter.status.as_ref().is_none_or(|status| *status == row.status)
        && (filter.external_reference.is_none() || filter.external_reference == row.external_reference)
        && filter.imei.as_ref().is_none_or(|imei| holder(imei) == Some(row.id))
}

#[async_trait]
impl ContractStore for MemoryStore {
    async fn commit(&self, commit: Commit) -> Result<(), CommitError> {
        check::commit(&commit)?;
        commit::apply(&mut *self.open()?, commit)
    }

    async fn contract(&self, id: ContractId) -> Result<Option<ContractRow>, StoreError> {
        Ok(self.open()?.contracts.get(&id).cloned())
    }

    async fn contracts(
        &self,
        lender: LenderId,
        filter: ContractFilter,
        page: Page<ContractId>,
    ) -> Result<Vec<ContractRow>, StoreError> {
        let state = self.open()?;
        let wanted = |row: &&ContractRow| row.lender == lender && matches(&state, &filter, row);
        Ok(paged(state.contracts.values().filter(wanted), page, |row| row.id))
    }

    async fn due_contracts(
        &self,
        clock: ClockId,
        until: Timestamp,
        after: Option<(Timestamp, ContractId)>,
        limit: u32,
    ) -> Result<Vec<ContractRow>, StoreError> {
        let state = self.open()?;
        let (at, id) = after.unwrap_or((Timestamp::MIN, ContractId::from_bytes([0; 16])));
        let behind = state.due.range((Bound::Excluded((clock, at, id)), Bound::Unbounded));
        let due = behind.take_while(|(on, at, _)| *on == clock && *at <= until).take(size(limit));
        Ok(due.filter_map(|(_, _, id)| state.contracts.get(id).cloned()).collect())
    }

    async fn next_due_at(&self, clock: ClockId) -> Result<Option<Timestamp>, StoreError> {
        let state = self.open()?;
        let first = (clock, Timestamp::MIN, ContractId::from_bytes([0; 16]));
        let next = state.due.range(first..).next();
        Ok(next.filter(|(on, _, _)| *on == clock).map(|(_, at, _)| *at))
    }

    async fn events(
        &self,
        contract: ContractId,
        after_seq: u64,
        limit: u32,
    ) -> Result<Vec<EventRow>, StoreError> {
        let state = self.open()?;
        let Some(lender) = state.contracts.get(&contract).map(|row| row.lender) else {
            return Ok(Vec::new());
        };
        let behind = (Bound::Excluded((contract, after_seq)), Bound::Included((contract, u64::MAX)));
        let ids = state.timeline.range(behind).take(size(limit));
        Ok(ids.filter_map(|(_, id)| state.events.get(&(lender, *id)).cloned()).collect())
    }

    async fn lender_events(
        &self,
        lender: LenderId,
        page: Page<EventId>,
    ) -> Result<Vec<EventRow>, StoreError> {
        let state = self.open()?;
        let wanted = state.events.values().filter(|row| row.lender == lender);
        Ok(paged(wanted, page, |row| row.id))
    }

    async fn documents(&self, contract: ContractId) -> Result<Vec<DocumentRow>, StoreError> {
        let state = self.open()?;
        let first = (contract, String::new(), [0; 32]);
        let of_contract = state.documents.range(first..).take_while(|((of, ..), _)| *of == contract);
        let mut rows: Vec<DocumentRow> = of_contract.map(|(_, row)| row.clone()).collect();
        rows.sort_by_key(|row| row.at);
        Ok(rows)
    }

    async fn document(
        &self,
        contract: ContractId,
        kind: &str,
        digest: [u8; 32],
    ) -> Result<Option<DocumentRow>, StoreError> {
        Ok(self.open()?.documents.get(&(contract, kind.to_owned(), digest)).cloned())
    }

    async fn receipts(&self, contract: ContractId) -> Result<Vec<ReceiptRow>, StoreError> {
        let state = self.open()?;
        let first = (contract, DeviceId::from_bytes([0; 16]), 0);
        let of_contract = state.receipts.range(first..).take_while(|((of, ..), _)| *of == contract);
        Ok(of_contract.map(|(_, row)| row.clone()).collect())
    }

    async fn lookup(&self, kind: LookupKind, key: &str) -> Result<Option<LookupRow>, StoreError> {
        Ok(self.open()?.lookups.get(&(kind, key.to_owned())).copied())
    }
}
