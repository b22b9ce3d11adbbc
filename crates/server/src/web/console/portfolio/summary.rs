use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use ident::LenderId;
use jiff::Timestamp;
use loan::Bucket;
use policy::Level;
use servicing::{Contract, ContractStatus};
use store::rows::ContractFilter;
use store::{Page, StoreError};

use crate::{App, LenderContext, persist};

/// Contracts counted at most: what is derived has to be read one by one. A portfolio beyond it is counted in
/// part, and the page says so.
const MAX_COUNTED: u32 = 5_000;
const STRIDE: u32 = 500;
/// Counts this old are shown again.
const MAX_AGE_SECONDS: i64 = 3;

/// How many contracts are where.
#[derive(Debug, Default)]
pub(super) struct Summary {
    pub(super) statuses: HashMap<&'static str, u64>,
    /// Of active contracts.
    pub(super) buckets: HashMap<&'static str, u64>,
    /// Of active contracts: what the phone is told.
    pub(super) levels: HashMap<&'static str, u64>,
    /// Seconds that phones were restricted without right.
    pub(super) wrongful_seconds: u64,
    /// All contracts counted.
    pub(super) total: u64,
    /// Whether there are more contracts than were counted.
    pub(super) is_partial: bool,
}

impl Summary {
    /// How many active contracts.
    pub(super) fn active(&self) -> u64 {
        self.statuses.get(ContractStatus::Active.as_str()).copied().unwrap_or(0)
    }

    /// How many active contracts' phones are told more than nothing.
    pub(super) fn restricted(&self) -> u64 {
        self.active() - self.levels.get(Level::None.as_str()).copied().unwrap_or(0)
    }

    /// How many active contracts are past due.
    pub(super) fn past_due(&self) -> u64 {
        self.active() - self.buckets.get(Bucket::Current.as_str()).copied().unwrap_or(0)
    }

    fn count(&mut self, contract: &Contract, now: Timestamp) {
        self.total += 1;
        self.wrongful_seconds = self.wrongful_seconds.saturating_add(contract.wrongful.seconds);
        *self.statuses.entry(contract.status.as_str()).or_default() += 1;
        if contract.is_active() {
            let bucket = contract.account.bucket(contract.day(now));
            *self.buckets.entry(bucket.as_str()).or_default() += 1;
            *self.levels.entry(contract.restriction.level.as_str()).or_default() += 1;
        }
    }
}

/// Counts of the last seconds, by lender.
#[derive(Default)]
pub(in super::super) struct SummaryCache {
    known: Mutex<HashMap<LenderId, (Timestamp, Arc<Summary>)>>,
}

impl SummaryCache {
    /// A lender's counts, some seconds old at most.
    pub(super) async fn of(&self, app: &App, lender: &LenderContext) -> Result<Arc<Summary>, StoreError> {
        let now = app.wall_now();
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(&lender.id).cloned();
        if let Some((_, summary)) = known.filter(|(at, _)| now.as_second() - at.as_second() < MAX_AGE_SECONDS)
        {
            return Ok(summary);
        }
        let summary = Arc::new(count(app, lender).await?);
        let entry = (now, Arc::clone(&summary));
        self.known.lock().unwrap_or_else(PoisonError::into_inner).insert(lender.id, entry);
        Ok(summary)
    }
}

async fn count(app: &App, lender: &LenderContext) -> Result<Summary, StoreError> {
    let now = app.now_for(lender).await?;
    let (mut summary, mut after) = (Summary::default(), None);
    for _ in 0..MAX_COUNTED / STRIDE {
        let page = Page { after, limit: STRIDE };
        let rows = app.store.contracts(lender.id, ContractFilter::default(), page).await?;
        for row in &rows {
            summary.count(&persist::read_contract(row)?, now);
        }
        if rows.len() < usize::try_from(STRIDE).unwrap_or(usize::MAX) {
            return Ok(summary);
        }
        after = rows.last().map(|row| row.id);
    }
    summary.is_partial = true;
    Ok(summary)
}
