use async_trait::async_trait;
use ident::{ContractId, LenderId};
use jiff::Timestamp;

use super::state::State;
use super::{MemoryStore, commit};
use crate::rows::{RolloutPlace, RolloutRow, RolloutTold};
use crate::traits::RolloutStore;
use crate::{News, StoreError, Withheld, check};

pub(super) fn may_take_place(
    state: &State,
    place: &RolloutPlace,
    lender: LenderId,
    contract: ContractId,
) -> Result<(), Withheld> {
    let Some(row) = state.rollouts.get(&(lender, place.pack)) else {
        return if place.most == Some(0) { Err(Withheld::RolloutStage) } else { Ok(()) };
    };
    if row.stopped_at.is_some() {
        return Err(Withheld::RolloutStopped);
    }
    let known = state.rollout_phones.contains(&(lender, place.pack, contract));
    let full = place.most.is_some_and(|most| row.phones >= most);
    if full && !known { Err(Withheld::RolloutStage) } else { Ok(()) }
}

pub(super) fn take_place(
    state: &mut State,
    place: &RolloutPlace,
    lender: LenderId,
    contract: ContractId,
    at: Timestamp,
) {
    let begun =
        RolloutRow { lender, pack: place.pack, since: at, phones: 0, lifted: 0, cases: 0, stopped_at: None };
    let row = state.rollouts.entry((lender, place.pack)).or_insert(begun);
    if state.rollout_phones.insert((lender, place.pack, contract)) {
        row.phones += 1;
    }
}

pub(super) fn told(state: &mut State, told: RolloutTold, lender: LenderId) {
    let Some(row) = state.rollouts.get_mut(&(lender, told.pack)) else { return };
    row.lifted += u64::from(told.lifted);
    row.cases += u64::from(told.case);
    let is_wrong = row.cases >= told.fewest_cases && row.cases * told.lifted_per_case > row.lifted;
    if is_wrong && row.stopped_at.is_none() {
        row.stopped_at = Some(told.at);
        let News { events, outbox } = told.stopped;
        commit::append(state, lender, events, Vec::new(), outbox);
    }
}

#[async_trait]
impl RolloutStore for MemoryStore {
    async fn rollout(&self, lender: LenderId, pack: &[u8; 32]) -> Result<Option<RolloutRow>, StoreError> {
        Ok(self.open()?.rollouts.get(&(lender, *pack)).cloned())
    }

    async fn rollouts(&self, lender: LenderId) -> Result<Vec<RolloutRow>, StoreError> {
        let state = self.open()?;
        Ok(state.rollouts.values().filter(|row| row.lender == lender).cloned().collect())
    }

    async fn stop_rollout(
        &self,
        lender: LenderId,
        pack: &[u8; 32],
        at: Timestamp,
        news: News,
    ) -> Result<bool, StoreError> {
        check::news(&news, lender)?;
        let mut state = self.open()?;
        if state.rollouts.get(&(lender, *pack)).is_none_or(|row| row.stopped_at.is_some()) {
            return Ok(false);
        }
        commit::tell(&mut state, lender, news)?;
        if let Some(row) = state.rollouts.get_mut(&(lender, *pack)) {
            row.stopped_at = Some(at);
        }
        Ok(true)
    }

    async fn resume_rollout(
        &self,
        lender: LenderId,
        pack: &[u8; 32],
        since: Timestamp,
        news: News,
    ) -> Result<bool, StoreError> {
        check::news(&news, lender)?;
        let mut state = self.open()?;
        if state.rollouts.get(&(lender, *pack)).is_none_or(|row| row.stopped_at.is_none()) {
            return Ok(false);
        }
        commit::tell(&mut state, lender, news)?;
        if let Some(row) = state.rollouts.get_mut(&(lender, *pack)) {
            (row.since, row.lifted, row.cases, row.stopped_at) = (since, 0, 0, None);
        }
        Ok(true)
    }
}
