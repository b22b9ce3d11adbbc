use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ident::LenderId;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use proof::documents::Contact;
use serde::{Deserialize, Serialize};
use servicing::{ConcessionApprovals, LockBudget};
use store::rows::{EndpointRow, LenderRow};
use store::{ClockId, StoreError};
use tokio::sync::watch;

use crate::custody::Bearer;
use crate::{App, AttestationRule, Authority};

/// Whether a lender's contracts are real.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LenderMode {
    /// Real contracts, the world's clock.
    Live,
    /// A test clock that moves when told to, a sandbox rail, messages that arrive at once.
    Test,
}

/// What a lender can set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LenderSettings {
    /// Live or test.
    pub mode: LenderMode,
    /// How borrowers reach the lender; shown on every restricted device.
    pub contact: Contact,
    /// The time zone of contracts that don't name one.
    pub time_zone: String,
    /// The policy pack of contracts that don't name one.
    pub policy_pack: String,
    /// Whether phones must prove which hardware they are.
    #[serde(default)]
    pub attestation: AttestationRule,
    /// How many phones may be restricted further within an hour.
    #[serde(default)]
    pub lock_budget: LockBudget,
    /// How many people must say yes to a plan or a settlement.
    #[serde(default)]
    pub concession_approvals: ConcessionApprovals,
}

/// A lender with what is needed to act for it.
#[derive(Debug)]
pub struct LenderContext {
    /// Its identifier.
    pub id: LenderId,
    /// Its name.
    pub name: String,
    /// Its settings.
    pub settings: LenderSettings,
    /// Its keys, and what devices believe them by.
    pub authority: Authority,
    /// Where it wants to hear of events.
    pub endpoints: Vec<EndpointRow>,
}

impl LenderContext {
    /// The clock its contracts live by.
    #[must_use]
    pub fn clock(&self) -> ClockId {
        match self.settings.mode {
            LenderMode::Live => ClockId::Wall,
            LenderMode::Test => ClockId::Test(self.id),
        }
    }

    /// The thumbprint of the key that signs its orders: what a budget is held by.
    #[must_use]
    pub fn credential(&self) -> [u8; 32] {
        *self.authority.keys.command.public_key().thumbprint().as_bytes()
    }

    /// Its calendar day at an instant: the day on which its books are written.
    #[must_use]
    pub fn day(&self, at: Timestamp) -> Date {
        self.local(at).date()
    }

    /// Its local time at an instant.
    #[must_use]
    pub fn local(&self, at: Timestamp) -> Zoned {
        at.to_zoned(TimeZone::get(&self.settings.time_zone).unwrap_or(TimeZone::UTC))
    }

    /// Whether it is a test lender.
    #[must_use]
    pub fn is_test(&self) -> bool {
        self.settings.mode == LenderMode::Test
    }
}

/// Lenders in memory. A change made through another process is seen after [`LenderCache::MAX_AGE_SECONDS`].
#[derive(Debug, Default)]
pub(crate) struct LenderCache {
    known: Mutex<HashMap<LenderId, (Timestamp, Arc<LenderContext>)>>,
    /// Counts the changes of each lender's roster, for the phones that wait.
    rosters: Mutex<HashMap<LenderId, watch::Sender<u64>>>,
}

impl LenderCache {
    const MAX_AGE_SECONDS: i64 = 5;

    fn lock(&self) -> MutexGuard<'_, HashMap<LenderId, (Timestamp, Arc<LenderContext>)>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn rosters(&self) -> MutexGuard<'_, HashMap<LenderId, watch::Sender<u64>>> {
        self.rosters.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl App {
    /// A lender, from memory if it was read within the last seconds; `None` when there is no such lender.
    ///
    /// # Errors
    /// When the store fails or the settings are damaged.
    pub async fn lender(&self, id: LenderId) -> Result<Option<Arc<LenderContext>>, StoreError> {
        let now = self.wall_now();
        if let Some((read_at, context)) = self.lenders.lock().get(&id)
            && now.as_second() - read_at.as_second() < LenderCache::MAX_AGE_SECONDS
        {
            return Ok(Some(Arc::clone(context)));
        }
        let Some(row) = self.store.lender(id).await? else { return Ok(None) };
        let context = Arc::new(self.read_lender(row).await?);
        self.lenders.lock().insert(id, (now, Arc::clone(&context)));
        Ok(Some(context))
    }

    /// Forgets what is in memory about a lender, after changing it.
    pub fn forget_lender(&self, id: LenderId) {
        self.lenders.lock().remove(&id);
    }

    /// A lender's roster changed: whoever waits for news of it is answered now.
    pub(crate) fn roster_changed(&self, id: LenderId) {
        self.forget_lender(id);
        if let Some(changes) = self.lenders.rosters().get(&id) {
            changes.send_modify(|count| *count = count.wrapping_add(1));
        }
    }

    /// Follows the changes of a lender's roster. Follow first, then read the lender.
    pub(crate) fn roster_changes(&self, id: LenderId) -> watch::Receiver<u64> {
        self.lenders.rosters().entry(id).or_default().subscribe()
    }

    async fn read_lender(&self, row: LenderRow) -> Result<LenderContext, StoreError> {
        let settings =
            serde_json::from_str(&row.settings).map_err(|error| StoreError::Damaged(Box::new(error)))?;
        let endpoints = self.store.endpoints(row.id).await?;
        let authority = self.authority_of(&row).await?;
        Ok(LenderContext {
            id: row.id,
            name: row.name,
            settings,
            authority,
            endpoints: endpoints.into_iter().filter(|endpoint| endpoint.disabled_at.is_none()).collect(),
        })
    }

    async fn authority_of(&self, row: &LenderRow) -> Result<Authority, StoreError> {
        let Some(keys) = self.keys.store() else {
            let bearer = self.bearer_of(row).await?;
            let made = (row.created_at, bearer.is_test);
            return Authority::automatic(&self.keys, &self.log.trust(), row.id, made)
                .map_err(|error| StoreError::Invalid(error.to_string()));
        };
        let bearer = self.bearer_of(row).await?;
        let mandate = self.with_entropy(|entropy| keys.mandate(bearer, entropy));
        mandate.map(|mandate| Authority::of(&mandate)).map_err(|error| StoreError::Invalid(error.to_string()))
    }

    /// For whom the key store is asked.
    pub(crate) async fn bearer_of(&self, row: &LenderRow) -> Result<Bearer, StoreError> {
        let settings: LenderSettings =
            serde_json::from_str(&row.settings).map_err(|error| StoreError::Damaged(Box::new(error)))?;
        let is_test = settings.mode == LenderMode::Test;
        let now = if is_test { self.test_now(row.id).await? } else { self.wall_now() };
        Ok(Bearer { lender: row.id, now, is_test })
    }

    /// Creates a lender. A test lender's clock starts at `starts_at`.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn create_lender(
        &self,
        name: &str,
        settings: &LenderSettings,
        starts_at: Timestamp,
    ) -> Result<LenderId, StoreError> {
        let id = LenderId::from_bytes(*self.new_id::<LenderId>().as_bytes());
        let json = serde_json::to_string(settings).map_err(|error| StoreError::Invalid(error.to_string()))?;
        let created_at = self.wall_now();
        self.store
            .put_lender(LenderRow { id, name: name.to_owned(), created_at, settings: json, version: 1 })
            .await?;
        if settings.mode == LenderMode::Test {
            self.store.set_test_clock(id, starts_at).await?;
        }
        Ok(id)
    }

    /// What time it is for a lender: the world's, or its test clock's.
    ///
    /// # Errors
    /// When the store fails, or a test lender has no clock.
    pub async fn now_for(&self, lender: &LenderContext) -> Result<Timestamp, StoreError> {
        match lender.clock() {
            ClockId::Wall => Ok(self.wall_now()),
            ClockId::Test(id) => self.test_now(id).await,
        }
    }
}
