use std::sync::atomic::{AtomicU64, Ordering};

use ident::{ContractId, DeviceId, LenderId, SessionId};
use jiff::{SignedDuration, Timestamp};
use proof::session::SessionKeys;
use store::rows::SessionRow;
use zeroize::Zeroizing;

use super::refusal::Refusal;
use crate::{App, SealError};

/// How long a session lasts, by its lender's clock.
pub(super) const LIFE: SignedDuration = SignedDuration::from_hours(30 * 24);
/// A device is asked to renew in the last fifth of a session's life.
const RENEW_WITHIN: SignedDuration = SignedDuration::from_hours(6 * 24);

/// A session with its keys opened.
#[derive(Debug)]
pub(super) struct Session {
    pub(super) id: SessionId,
    pub(super) device: DeviceId,
    pub(super) lender: LenderId,
    pub(super) contract: ContractId,
    pub(super) keys: SessionKeys,
    expires_at: Timestamp,
    counter: AtomicU64,
    /// The standing that the device was given although it knows a higher one.
    given_ahead: AtomicU64,
}

/// Where a session's keys are sealed for.
fn place(id: SessionId) -> String {
    format!("session:{id}")
}

impl Session {
    /// Opens what the store keeps.
    pub(super) fn open(app: &App, row: &SessionRow) -> Result<Self, SealError> {
        let bytes = Zeroizing::new(app.sealer.open(&place(row.id), &row.key)?);
        let keys = bytes.as_slice().try_into().map(SessionKeys::from_bytes).map_err(|_| SealError)?;
        Ok(Self::new(row, keys))
    }

    pub(super) fn new(row: &SessionRow, keys: SessionKeys) -> Self {
        Self {
            id: row.id,
            device: row.device,
            lender: row.lender,
            contract: row.contract,
            keys,
            expires_at: row.expires_at,
            counter: AtomicU64::new(row.counter),
            given_ahead: AtomicU64::new(0),
        }
    }

    /// The keys as the store keeps them.
    pub(super) fn seal(
        app: &App,
        id: SessionId,
        keys: &SessionKeys,
    ) -> Result<store::Hidden<Vec<u8>>, SealError> {
        app.with_entropy(|entropy| app.sealer.seal(&place(id), keys.to_bytes().as_slice(), entropy))
    }

    /// Whether the session is still good.
    pub(super) fn check_life(&self, now: Timestamp) -> Result<(), Refusal> {
        if now < self.expires_at { Ok(()) } else { Err(Refusal::SessionExpired) }
    }

    /// Whether the device should renew it.
    pub(super) fn is_old(&self, now: Timestamp) -> bool {
        now.duration_until(self.expires_at) <= RENEW_WITHIN
    }

    /// Whether a device that knows a higher standing is given this one for the first time in this session.
    pub(super) fn is_first_of(&self, seq: u64) -> bool {
        self.given_ahead.swap(seq, Ordering::AcqRel) != seq
    }

    /// Takes a message's counter, which must be above all before it. The counter is written down within a
    /// second; after a crash in between a message of that second could be repeated, and its sender would get
    /// an answer to an old nonce that no device takes.
    pub(super) fn count(&self, counter: u64) -> Result<(), Refusal> {
        // What the store can't keep would be forgotten, so it is not taken either.
        let is_storable = i64::try_from(counter).is_ok();
        let before = if is_storable { self.counter.fetch_max(counter, Ordering::AcqRel) } else { u64::MAX };
        if counter > before { Ok(()) } else { Err(Refusal::Replay) }
    }
}
