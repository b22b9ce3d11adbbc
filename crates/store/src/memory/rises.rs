use async_trait::async_trait;
use ident::{ContractId, LenderId};
use jiff::Timestamp;

use super::approvals::has_place;
use super::state::{Rise, State};
use super::{MemoryStore, rollouts};
use crate::rows::{Restricts, RiseRow, RiseScope};
use crate::traits::BudgetStore;
use crate::{Commit, CommitError, StoreError, Withheld};

fn count(state: &State, scope: RiseScope, after: Timestamp) -> u64 {
    let counts = |(lender, at, ..): &(LenderId, Timestamp, ContractId, u64), rise: &Rise| {
        let within = match scope {
            RiseScope::Lender(of) => rise.of_lender && *lender == of,
            RiseScope::Credential(key) => rise.of_lender && rise.credential == key,
            RiseScope::Installation => rise.of_installation,
        };
        within && *at > after
    };
    let counted = state.rises.iter().filter(|(key, rise)| counts(key, rise)).count();
    u64::try_from(counted).unwrap_or(u64::MAX)
}

/// The grant that the rise would take a place of.
fn granted(state: &State, rise: &RiseRow) -> Option<crate::rows::GrantRow> {
    rise.grant.filter(|grant| has_place(state, grant.approval, rise.at))
}

/// Which of the lender's and the installation's places the rise would take.
fn takes(state: &State, rise: &RiseRow) -> [bool; 2] {
    let granted = granted(state, rise);
    let installation = granted.is_none_or(|grant| !grant.of_installation);
    [granted.is_none(), rise.installation_limit.is_some() && installation]
}

pub(super) fn may_restrict(state: &State, commit: &Commit) -> Result<(), CommitError> {
    let Some(restricts) = &commit.restricts else { return Ok(()) };
    let lender = commit.contract.lender;
    if state.freezes.contains_key(&lender) {
        return Err(Withheld::Frozen.into());
    }
    let Restricts::Rise(rise) = restricts else { return Ok(()) };
    let [of_lender, of_installation] = takes(state, rise);
    let full = |scope, limit| count(state, scope, rise.counts_after) >= limit;
    if of_lender && full(RiseScope::Lender(lender), rise.lender_limit) {
        return Err(Withheld::LenderBudget.into());
    }
    if of_lender && full(RiseScope::Credential(rise.credential), rise.credential_limit) {
        return Err(Withheld::CredentialBudget.into());
    }
    if let Some(place) = &rise.rollout {
        rollouts::may_take_place(state, place, lender, commit.contract.id)?;
    }
    let limit = rise.installation_limit.filter(|_| of_installation);
    if limit.is_some_and(|limit| full(RiseScope::Installation, limit)) {
        return Err(Withheld::InstallationBudget.into());
    }
    Ok(())
}

pub(super) fn restrict(
    state: &mut State,
    restricts: &Restricts,
    (lender, contract, version): (LenderId, ContractId, u64),
) {
    let Restricts::Rise(rise) = restricts else { return };
    let [of_lender, of_installation] = takes(state, rise);
    if let Some(grant) = granted(state, rise)
        && let Some(row) = state.approvals.get_mut(&grant.approval)
    {
        row.used += 1;
    }
    if let Some(place) = &rise.rollout {
        rollouts::take_place(state, place, lender, contract, rise.at);
    }
    let taken = Rise { credential: rise.credential, of_lender, of_installation };
    state.rises.insert((lender, rise.at, contract, version), taken);
}

#[async_trait]
impl BudgetStore for MemoryStore {
    async fn rises(&self, scope: RiseScope, after: Timestamp) -> Result<u64, StoreError> {
        Ok(count(&*self.open()?, scope, after))
    }

    async fn count_contracts(&self, lender: LenderId, status: &str) -> Result<u64, StoreError> {
        let state = self.open()?;
        let of = state.contracts.values().filter(|row| row.lender == lender && row.status == status);
        Ok(u64::try_from(of.count()).unwrap_or(u64::MAX))
    }

    async fn purge_rises(&self, lender: LenderId, before: Timestamp) -> Result<u64, StoreError> {
        let mut state = self.open()?;
        let known = state.rises.len();
        state.rises.retain(|(of, at, ..), _| *of != lender || *at >= before);
        Ok(u64::try_from(known - state.rises.len()).unwrap_or(u64::MAX))
    }
}
