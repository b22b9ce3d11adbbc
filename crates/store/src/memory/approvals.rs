use async_trait::async_trait;
use ident::{ApprovalId, LenderId};
use jiff::Timestamp;

use super::list::size;
use super::state::State;
use super::{MemoryStore, commit};
use crate::rows::{ApprovalRow, ApprovalState};
use crate::traits::ApprovalStore;
use crate::{News, StoreError, check};

/// Whether one of the places that were granted is left.
pub(super) fn has_place(state: &State, id: ApprovalId, at: Timestamp) -> bool {
    state.approvals.get(&id).is_some_and(|row| {
        row.state == ApprovalState::Granted
            && row.used < row.phones
            && row.granted_until.is_some_and(|until| until > at)
    })
}

fn is_open_about_the_same(row: &ApprovalRow, other: &ApprovalRow) -> bool {
    let about = |row: &ApprovalRow| (row.lender, row.why.clone(), row.subject.clone());
    let open = |row: &ApprovalRow| row.state == ApprovalState::Open;
    row.id != other.id && open(row) && open(other) && about(row) == about(other)
}

#[async_trait]
impl ApprovalStore for MemoryStore {
    async fn put_approval(&self, row: ApprovalRow, news: News) -> Result<(), StoreError> {
        check::news(&news, row.lender)?;
        check::number(row.phones)?;
        let mut state = self.open()?;
        let stored = state.approvals.get(&row.id);
        if row.version.checked_sub(1) != Some(stored.map_or(0, |stored| stored.version)) {
            return Err(StoreError::Conflict);
        }
        if state.approvals.values().any(|other| is_open_about_the_same(other, &row)) {
            return Err(StoreError::Duplicate("approval request".into()));
        }
        let used = stored.map_or(0, |stored| stored.used);
        commit::tell(&mut state, row.lender, news)?;
        state.approvals.insert(row.id, ApprovalRow { used, ..row });
        Ok(())
    }

    async fn approval(&self, id: ApprovalId) -> Result<Option<ApprovalRow>, StoreError> {
        Ok(self.open()?.approvals.get(&id).cloned())
    }

    async fn approvals(
        &self,
        lender: LenderId,
        wanted: ApprovalState,
        limit: u32,
    ) -> Result<Vec<ApprovalRow>, StoreError> {
        let state = self.open()?;
        let rows = state.approvals.values().rev();
        let rows = rows.filter(|row| row.lender == lender && row.state == wanted);
        Ok(rows.take(size(limit)).cloned().collect())
    }
}
