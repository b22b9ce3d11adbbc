use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use ident::LenderId;
use jiff::Timestamp;
use servicing::{ContractStatus, LockBudget};
use store::StoreError;
use store::rows::RiseScope;

use super::grants::Grants;
use crate::{App, LenderContext};

/// Counts of phones above this many are some seconds old, as counting them takes time.
const COUNT_ANEW_BELOW: u64 = 10_000;
const MAX_AGE_SECONDS: i64 = 60;

/// The most rises in an hour, by who is limited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Limits {
    /// The lender's phones that could be restricted at all.
    pub(super) active: u64,
    pub(super) lender: u64,
    pub(super) credential: u64,
    /// `None` for a test lender: it restricts nobody.
    pub(super) installation: Option<u64>,
}

/// The budget of the installation, and counts of phones that are not counted anew each time.
#[derive(Debug, Default)]
pub(crate) struct RestraintState {
    installation: Mutex<LockBudget>,
    active: Mutex<HashMap<Option<LenderId>, (Timestamp, u64)>>,
    /// One step of releasing all phones at a time.
    pub(super) releasing: tokio::sync::Mutex<()>,
}

impl RestraintState {
    fn known(&self, of: Option<LenderId>, now: Timestamp) -> Option<u64> {
        let known = self.active.lock().unwrap_or_else(PoisonError::into_inner).get(&of).copied();
        let fresh = |at: &Timestamp| now.as_second() - at.as_second() < MAX_AGE_SECONDS;
        known.filter(|(at, count)| *count >= COUNT_ANEW_BELOW && fresh(at)).map(|(_, count)| count)
    }

    fn remember(&self, of: Option<LenderId>, now: Timestamp, count: u64) {
        self.active.lock().unwrap_or_else(PoisonError::into_inner).insert(of, (now, count));
    }

    fn installation(&self) -> LockBudget {
        *self.installation.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl App {
    /// Sets the budget of all live lenders together.
    pub fn set_installation_budget(&self, budget: LockBudget) {
        *self.restraint.installation.lock().unwrap_or_else(PoisonError::into_inner) = budget;
    }

    pub(super) async fn limits(&self, lender: &LenderContext) -> Result<Limits, StoreError> {
        let active = self.active_phones(lender.id).await?;
        let own = lender.settings.lock_budget.phones(active);
        let installation = if lender.is_test() {
            None
        } else {
            Some(self.restraint.installation().phones(self.all_active_phones().await?))
        };
        // Also what people signed for the key: nobody who has the server alone can give it more.
        let signed_for = lender.authority.orders_per_hour().map_or(u64::MAX, u64::from);
        Ok(Limits { active, lender: own, credential: own.min(signed_for), installation })
    }

    /// How many more phones may rise at `now`, granted ones included.
    pub(super) async fn room(
        &self,
        lender: &LenderContext,
        limits: Limits,
        grants: &Grants,
        now: Timestamp,
    ) -> Result<Room, StoreError> {
        let after = LockBudget::counts_after(now);
        let used = async |scope| self.store.rises(scope, after).await;
        let of_lender = limits.lender.saturating_sub(used(RiseScope::Lender(lender.id)).await?);
        let credential = RiseScope::Credential(lender.credential());
        let of_credential = limits.credential.saturating_sub(used(credential).await?);
        let own = of_lender.min(of_credential).saturating_add(grants.places(false));
        let installation = match limits.installation {
            Some(limit) => limit.saturating_sub(used(RiseScope::Installation).await?),
            None => u64::MAX,
        };
        let everything = grants.places(true);
        Ok(Room {
            left: own.min(installation).saturating_add(everything),
            is_installation_full: installation < own,
        })
    }

    async fn active_phones(&self, lender: LenderId) -> Result<u64, StoreError> {
        let now = self.wall_now();
        if let Some(count) = self.restraint.known(Some(lender), now) {
            return Ok(count);
        }
        let count = self.store.count_contracts(lender, ContractStatus::Active.as_str()).await?;
        self.restraint.remember(Some(lender), now, count);
        Ok(count)
    }

    /// Of all live lenders.
    async fn all_active_phones(&self) -> Result<u64, StoreError> {
        let now = self.wall_now();
        if let Some(count) = self.restraint.known(None, now) {
            return Ok(count);
        }
        let mut count: u64 = 0;
        for row in self.store.lenders().await? {
            let lender = self.lender(row.id).await?;
            if lender.is_some_and(|lender| !lender.is_test()) {
                count = count.saturating_add(self.active_phones(row.id).await?);
            }
        }
        self.restraint.remember(None, now, count);
        Ok(count)
    }
}

/// What an hour still has room for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    pub(super) left: u64,
    /// The installation has less room than the lender: its operators are asked.
    pub(super) is_installation_full: bool,
}
