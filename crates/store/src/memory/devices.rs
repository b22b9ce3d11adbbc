use async_trait::async_trait;
use ident::{DeviceId, LenderId, SessionId};
use jiff::Timestamp;

use super::MemoryStore;
use super::list::page as paged;
use super::state::State;
use crate::rows::{DeviceRow, SessionRow, StandingRow, Touch};
use crate::traits::DeviceStore;
use crate::{CommitError, Page, StoreError, check};

pub(super) fn may_put(state: &State, row: &DeviceRow) -> Result<(), StoreError> {
    match state.devices.get(&row.id) {
        Some(stored) if stored.lender != row.lender => {
            Err(StoreError::Invalid("a device of another lender".into()))
        }
        _ => Ok(()),
    }
}

pub(super) fn put(state: &mut State, mut row: DeviceRow) {
    if let Some(stored) = state.devices.get(&row.id) {
        row.created_at = stored.created_at;
        row.last_seen_at = row.last_seen_at.max(stored.last_seen_at);
    }
    state.devices.insert(row.id, row);
}

pub(super) fn may_put_session(state: &State, row: &SessionRow) -> Result<(), StoreError> {
    match state.sessions.get(&row.id) {
        Some(stored) if (stored.device, stored.lender) != (row.device, row.lender) => {
            Err(StoreError::Invalid("a session of another device".into()))
        }
        _ => Ok(()),
    }
}

pub(super) fn put_session(state: &mut State, mut row: SessionRow) {
    if let Some(stored) = state.sessions.get(&row.id) {
        row.counter = row.counter.max(stored.counter);
    }
    state.sessions.insert(row.id, row);
}

pub(super) fn may_replace(state: &State, row: &StandingRow) -> Result<(), CommitError> {
    match state.standings.get(&row.device) {
        Some(stored) if stored.seq >= row.seq => Err(CommitError::StandingNotNewer),
        _ => Ok(()),
    }
}

#[async_trait]
impl DeviceStore for MemoryStore {
    async fn device(&self, id: DeviceId) -> Result<Option<DeviceRow>, StoreError> {
        Ok(self.open()?.devices.get(&id).cloned())
    }

    async fn devices(&self, lender: LenderId, page: Page<DeviceId>) -> Result<Vec<DeviceRow>, StoreError> {
        let state = self.open()?;
        Ok(paged(state.devices.values().filter(|row| row.lender == lender), page, |row| row.id))
    }

    async fn session(&self, id: SessionId) -> Result<Option<SessionRow>, StoreError> {
        Ok(self.open()?.sessions.get(&id).cloned())
    }

    async fn put_session(&self, session: SessionRow) -> Result<(), StoreError> {
        check::number(session.counter)?;
        let mut state = self.open()?;
        may_put_session(&state, &session)?;
        put_session(&mut state, session);
        Ok(())
    }

    async fn purge_sessions(&self, lender: LenderId, expired_before: Timestamp) -> Result<u64, StoreError> {
        let mut state = self.open()?;
        let before = state.sessions.len();
        state.sessions.retain(|_, row| row.lender != lender || row.expires_at >= expired_before);
        Ok(u64::try_from(before - state.sessions.len()).unwrap_or(u64::MAX))
    }

    async fn touch_devices(&self, touches: Vec<Touch>) -> Result<(), StoreError> {
        check::touches(&touches)?;
        let mut state = self.open()?;
        for touch in touches {
            if let Some(device) = state.devices.get_mut(&touch.device) {
                device.last_seen_at = device.last_seen_at.max(Some(touch.at));
            }
            if let Some(session) = state.sessions.get_mut(&touch.session)
                && session.device == touch.device
            {
                session.counter = session.counter.max(touch.counter);
            }
        }
        Ok(())
    }

    async fn current_standing(&self, device: DeviceId) -> Result<Option<StandingRow>, StoreError> {
        Ok(self.open()?.standings.get(&device).cloned())
    }
}
