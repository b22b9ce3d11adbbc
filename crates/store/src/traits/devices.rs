use async_trait::async_trait;
use ident::{DeviceId, LenderId, SessionId};
use jiff::Timestamp;

use crate::rows::{DeviceRow, SessionRow, StandingRow, Touch};
use crate::{Page, StoreError};

/// Devices, their sessions and standings.
#[async_trait]
pub trait DeviceStore {
    /// One device, of whichever lender: the caller checks whose it is.
    async fn device(&self, id: DeviceId) -> Result<Option<DeviceRow>, StoreError>;

    /// A lender's devices by ascending id.
    async fn devices(&self, lender: LenderId, page: Page<DeviceId>) -> Result<Vec<DeviceRow>, StoreError>;

    /// One session, also an expired one.
    async fn session(&self, id: SessionId) -> Result<Option<SessionRow>, StoreError>;

    /// Writes a session. Of an existing one the counter never goes back.
    ///
    /// # Errors
    /// The id belongs to another device's session.
    async fn put_session(&self, session: SessionRow) -> Result<(), StoreError>;

    /// Removes a lender's sessions that expired before this; how many. Each lender's sessions end by its own
    /// clock.
    async fn purge_sessions(&self, lender: LenderId, expired_before: Timestamp) -> Result<u64, StoreError>;

    /// Raises `last_seen_at` and session counters; what is older than known, or unknown, changes nothing.
    async fn touch_devices(&self, touches: Vec<Touch>) -> Result<(), StoreError>;

    /// The standing with the highest sequence.
    async fn current_standing(&self, device: DeviceId) -> Result<Option<StandingRow>, StoreError>;
}
